package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * What {@link SegmentSink} would do with events, as far as that is known without sending any: those
 * that are too large come out as the same dead letters, and the others are counted as sent and
 * pass.
 */
public final class KeepSendable
    extends PTransform<
        PCollection<TrackEvent>, WithFailures.Result<PCollection<TrackEvent>, DeadLetter>> {
  private static final TupleTag<TrackEvent> SENDABLE = new TupleTag<>("sendable") {};
  private static final TupleTag<DeadLetter> LETTERS = new TupleTag<>("letters") {};

  private final SharedFields shared;

  private KeepSendable(SharedFields shared) {
    this.shared = shared;
  }

  /**
   * Judges each event with what it shares with others.
   *
   * @param shared what all events have in common
   */
  public static KeepSendable with(SharedFields shared) {
    return new KeepSendable(shared);
  }

  @Override
  public WithFailures.Result<PCollection<TrackEvent>, DeadLetter> expand(
      PCollection<TrackEvent> events) {
    PCollectionTuple judged =
        events.apply(
            "CheckSize",
            ParDo.of(new CheckSizeFn(shared)).withOutputTags(SENDABLE, TupleTagList.of(LETTERS)));
    return WithFailures.Result.of(
        judged.get(SENDABLE).setCoder(TrackEventCoder.of()),
        judged.get(LETTERS).setCoder(DeadLetterCoder.of()));
  }

  static final class CheckSizeFn extends DoFn<TrackEvent, TrackEvent> {
    private final SharedFields shared;
    private final FunnelCounter sendable = new FunnelCounter(Outcome.SENT);
    private final Undelivered undelivered;
    private transient @Nullable EventSize size;

    CheckSizeFn(SharedFields shared) {
      this.shared = shared;
      undelivered = new Undelivered(shared);
    }

    @Setup
    public void setup() {
      size = new EventSize(shared);
    }

    @ProcessElement
    public void check(@Element TrackEvent event, MultiOutputReceiver out) {
      EventSize its = Objects.requireNonNull(size, "setup comes first");
      if (its.isTooLarge(event)) {
        out.get(LETTERS).output(undelivered.letter(its.refusal(event)));
      } else {
        sendable.inc(event.eventName());
        out.get(SENDABLE).output(event);
      }
    }
  }
}
