package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.contact.GateKeeper;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.IdentifyCalls;
import io.github.mailmodosource.track.TrackEvent;
import io.github.mailmodosource.track.TypedTrackFns;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Judges the activity of one shard against the contacts of that shard; one of both is in memory at
 * a time.
 */
final class JudgeShardFn extends DoFn<KV<Integer, CoGbkResult>, TrackEvent> {
  static final TupleTag<IdentifyCalls> CONTACTS = new TupleTag<>() {};
  static final TupleTag<List<Activity>> ACTIVITIES = new TupleTag<>() {};

  private final int shards;
  private final GateKeeper gate;
  private final TypedTrackFns trackFns = new TypedTrackFns();

  JudgeShardFn(JudgeSettings settings, int shards) {
    this.shards = shards;
    gate = new GateKeeper(settings.gate());
  }

  @ProcessElement
  public void judge(@Element KV<Integer, CoGbkResult> shard, OutputReceiver<TrackEvent> out) {
    CoGbkResult both = shard.getValue();
    gate.openShard(shards, both.getAll(CONTACTS));
    for (List<Activity> activities : both.getAll(ACTIVITIES)) {
      for (Activity activity : activities) {
        IdentifiedActivity<Activity> identified = gate.identify(activity);
        if (identified != null) {
          out.output(trackFns.eventOf(identified));
        }
      }
    }
    gate.close();
  }
}
