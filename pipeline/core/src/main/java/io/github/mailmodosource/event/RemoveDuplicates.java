package io.github.mailmodosource.event;

import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.shard.BoundedOnly;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Lets the same activity through once: of events with the same messageId, the one whose row a
 * reader of the files would meet first, so that every run sends the same.
 *
 * <p>The runner groups the events by shard, on disk where it has one; only one shard at a time is
 * in memory, and it leaves in the order of the rows. So the batches made of it are full, and the
 * same in every run. (Bounded runs only: a group of an unbounded run never ends. There Segment
 * removes the duplicates by the same messageId.)
 *
 * <p>A duplicate that is more than a second before or after the event that is kept counts as a
 * warning, {@code duplicate_differs}.
 */
public final class RemoveDuplicates
    extends PTransform<PCollection<TrackEvent>, PCollection<TrackEvent>> {
  /** Large enough for some twenty full batches, small enough to be held in memory. */
  private static final long ROW_BYTES_OF_A_SHARD = 8L << 20;

  private static final int MOST_SHARDS = 10_000;

  private final int shards;

  private RemoveDuplicates(int shards) {
    this.shards = shards;
  }

  /**
   * Sized for that much activity.
   *
   * @param rowBytes about how much text there is to read
   */
  public static RemoveDuplicates sizedFor(long rowBytes) {
    return new RemoveDuplicates((int) Math.min(rowBytes / ROW_BYTES_OF_A_SHARD + 1, MOST_SHARDS));
  }

  @Override
  public PCollection<TrackEvent> expand(PCollection<TrackEvent> events) {
    BoundedOnly.check(this, events);
    return events
        .apply("SplitByShard", ParDo.of(new SplitByShardFn(shards)))
        .setCoder(KvCoder.of(VarIntCoder.of(), new EventBlockCoder()))
        .apply("GroupShards", GroupByKey.create())
        .apply("KeepFirst", ParDo.of(new KeepFirstFn()))
        .setCoder(TrackEventCoder.of());
  }

  static final class KeepFirstFn extends DoFn<KV<Integer, Iterable<EventBlock>>, TrackEvent> {
    private final FunnelCounter duplicate = new FunnelCounter(Outcome.DUPLICATE);
    private final DuplicateWarning warning = new DuplicateWarning();

    @ProcessElement
    public void keepFirst(
        @Element KV<Integer, Iterable<EventBlock>> shard, OutputReceiver<TrackEvent> out) {
      DuplicateTimes times = new DuplicateTimes();
      FirstEvents first =
          new FirstEvents(
              event -> {
                duplicate.inc(event.eventName());
                times.add(event);
              });
      shard.getValue().forEach(first::add);
      for (TrackEvent kept : first.inOrder()) {
        warning.count(kept, times);
        out.output(kept);
      }
    }
  }
}
