package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.contact.IdentifyCalls;
import io.github.mailmodosource.track.ActivityBlock;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Judges the activity of one shard against the contacts of that shard; one of both is in memory at
 * a time.
 */
final class JudgeShardFn extends DoFn<KV<Integer, CoGbkResult>, ActivityBlock> {
  static final TupleTag<IdentifyCalls> CONTACTS = new TupleTag<>() {};
  static final TupleTag<List<Activity>> ACTIVITIES = new TupleTag<>() {};

  private final int shards;
  private final ActivityJudge judge;

  JudgeShardFn(JudgeSettings settings, int shards, Instant started) {
    this.shards = shards;
    judge = new ActivityJudge(settings, started);
  }

  @ProcessElement
  public void judge(@Element KV<Integer, CoGbkResult> shard, OutputReceiver<ActivityBlock> out) {
    CoGbkResult both = shard.getValue();
    judge.gate().openShard(shards, both.getAll(CONTACTS));
    for (List<Activity> activities : both.getAll(ACTIVITIES)) {
      activities.forEach(judge::judge);
      judge.blocks(out::output);
    }
    judge.gate().close();
  }

  @FinishBundle
  public void finishBundle() {
    judge.finishBundle();
  }
}
