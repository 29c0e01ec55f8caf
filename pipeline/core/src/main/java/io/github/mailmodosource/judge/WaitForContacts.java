package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.contact.LiveContacts;
import io.github.mailmodosource.track.ActivityBlock;
import io.github.mailmodosource.track.ActivityBlockCoder;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Holds activities, by shard of the e-mail's hash, until somebody is identified for them or they
 * have waited long enough. Holds {@value #SHARD_BYTES} bytes in each of {@value #SHARDS} shards of
 * the job: 128 MB in all, of its longest state, which is some 200,000 activities.
 */
final class WaitForContacts
    extends PTransform<PCollection<KV<Integer, List<Activity>>>, PCollection<ActivityBlock>> {
  /**
   * Enough for many workers, and few enough that a timer for each is nothing. What is held stands
   * in savepoints by its shard, so that another number would leave it with shards nobody adds to.
   */
  static final int SHARDS = 32;

  static final long SHARD_BYTES = 4L << 20;

  private final JudgeSettings settings;
  private final LiveContacts contacts;
  private final ContactsRefresh refresh;
  private final Instant started;
  private final long shardBytes;

  private WaitForContacts(
      JudgeSettings settings,
      LiveContacts contacts,
      ContactsRefresh refresh,
      Instant started,
      long shardBytes) {
    this.settings = settings;
    this.contacts = contacts;
    this.refresh = refresh;
    this.started = started;
    this.shardBytes = shardBytes;
  }

  static WaitForContacts by(
      JudgeSettings settings, LiveContacts contacts, ContactsRefresh refresh, Instant started) {
    return new WaitForContacts(settings, contacts, refresh, started, SHARD_BYTES);
  }

  WaitForContacts withShardBytes(long bytes) {
    return new WaitForContacts(settings, contacts, refresh, started, bytes);
  }

  @Override
  public PCollection<ActivityBlock> expand(PCollection<KV<Integer, List<Activity>>> waiting) {
    return waiting
        .apply(
            "HoldUntilIdentified",
            ParDo.of(new WaitForContactsFn(settings, contacts, refresh, started, shardBytes)))
        .setCoder(ActivityBlockCoder.of());
  }
}
