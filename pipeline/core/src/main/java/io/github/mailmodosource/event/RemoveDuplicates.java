package io.github.mailmodosource.event;

import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.shard.OneWindow;
import java.time.Duration;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Lets the same activity through once.
 *
 * <p><b>Bounded:</b> of events with the same messageId, the one whose row a reader of the files
 * would meet first, so that every run sends the same. The runner groups the events by shard, on
 * disk where it has one; only one shard at a time is in memory, and it leaves in the order of the
 * rows. So the batches made of it are full, and the same in every run. A duplicate that is more
 * than a second before or after the event that is kept counts as a warning, {@code
 * duplicate_differs}.
 *
 * <p><b>Unbounded:</b> the event that comes first; those that follow within {@link
 * #withDeduplicateFor} are dropped, by the clock of the runner. What is remembered is keyed state:
 * 16 bytes an id, so 16 MB for a million a day, and forgotten by the hour. Beyond what state may
 * take, a shorter time is the way out: Segment itself removes duplicates of the last 24 hours. What
 * comes out is in the global window.
 *
 * <pre>{@code
 * PCollection<TrackEvent> once =
 *     events.apply(RemoveDuplicates.create().withDeduplicateFor(Duration.ofHours(6)));
 * }</pre>
 *
 * <p>Duplicates count as {@code duplicate} in the funnel.
 */
public final class RemoveDuplicates
    extends PTransform<PCollection<TrackEvent>, PCollection<TrackEvent>> {
  /** Large enough for some twenty full batches, small enough to be held in memory. */
  private static final long ROW_BYTES_OF_A_SHARD = 8L << 20;

  private static final int MOST_SHARDS = 10_000;

  private final int shards;
  private final int keys;
  private final Duration deduplicateFor;

  private RemoveDuplicates(int shards, int keys, Duration deduplicateFor) {
    this.shards = shards;
    this.keys = keys;
    this.deduplicateFor = deduplicateFor;
  }

  /** For an unbounded run, or little activity. */
  public static RemoveDuplicates create() {
    return new RemoveDuplicates(1, 64, Duration.ofHours(24));
  }

  /**
   * Sized for that much activity.
   *
   * @param rowBytes about how much text there is to read; an unbounded run does not ask for it
   */
  public static RemoveDuplicates sizedFor(long rowBytes) {
    RemoveDuplicates plain = create();
    int shards = (int) Math.min(rowBytes / ROW_BYTES_OF_A_SHARD + 1, MOST_SHARDS);
    return new RemoveDuplicates(shards, plain.keys, plain.deduplicateFor);
  }

  /**
   * How long an id is remembered in an unbounded run, at least; at most a 24th of it, or an hour,
   * longer. 24 hours unless given.
   *
   * @throws IllegalArgumentException if it is not longer than nothing
   */
  public RemoveDuplicates withDeduplicateFor(Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(
          "ids must be remembered for longer than nothing, not for " + duration);
    }
    return new RemoveDuplicates(shards, keys, duration);
  }

  /**
   * Over how many keys the ids of an unbounded run are spread; 64 unless given, which is right for
   * up to some ten workers. The DirectRunner makes a bundle, and so a request, of each: 1 is right
   * there. State knows its keys by this number: where it changes, what was remembered is not found
   * again, and what comes twice around that moment is left to Segment.
   *
   * @param number 1 to 10,000
   */
  public RemoveDuplicates withKeys(int number) {
    if (number < 1 || number > MOST_SHARDS) {
      throw new IllegalArgumentException(number + " keys are out of range; use 1 to 10,000");
    }
    return new RemoveDuplicates(shards, number, deduplicateFor);
  }

  @Override
  public PCollection<TrackEvent> expand(PCollection<TrackEvent> events) {
    return events.isBounded() == IsBounded.BOUNDED ? firstOfAll(events) : firstToCome(events);
  }

  private PCollection<TrackEvent> firstToCome(PCollection<TrackEvent> events) {
    int number = keys;
    return OneWindow.of(events)
        .apply(
            "KeyByShard",
            WithKeys.<Integer, TrackEvent>of(event -> EventShard.of(event.messageId(), number))
                .withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), TrackEventCoder.of()))
        .apply("DropSeen", ParDo.of(new DropSeenFn(deduplicateFor)))
        .setCoder(TrackEventCoder.of());
  }

  private PCollection<TrackEvent> firstOfAll(PCollection<TrackEvent> events) {
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
