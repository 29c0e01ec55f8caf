package io.github.mailmodosource.track;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.event.EachEvent;
import io.github.mailmodosource.event.EventBlock;
import io.github.mailmodosource.event.EventBlockCoder;
import io.github.mailmodosource.track.Carried.CarriedCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Identified activity in, track events out: one typed DoFn for each of the seven events, one behind
 * the other. Each makes the events of the blocks that are its own, and passes the others on.
 * Letters that travelled along come out as failures. {@link EachEvent} takes the events out of the
 * blocks.
 *
 * <pre>{@code
 * PCollection<TrackEvent> events =
 *     identified
 *         .apply("ToTrackEvents", ToTrackEvents.create())
 *         .failuresTo(letters)
 *         .apply("EachEvent", EachEvent.create());
 * }</pre>
 *
 * <p>Seven outputs of one step, or seven steps that read the same collection, would have Flink
 * write every block out once for each of the seven (11 to 27 % of a run of 1,000,000 rows); a chain
 * hands them on as they are.
 */
public final class ToTrackEvents
    extends PTransform<
        PCollection<ActivityBlock>, WithFailures.Result<PCollection<EventBlock>, DeadLetter>> {
  private static final TupleTag<EventBlock> EVENTS = new TupleTag<>() {};
  private static final TupleTag<DeadLetter> LETTERS = new TupleTag<>() {};

  private final String idNamespace;

  private ToTrackEvents(String idNamespace) {
    this.idNamespace = idNamespace;
  }

  public static ToTrackEvents create() {
    return new ToTrackEvents("");
  }

  /** The same, with other ids: see {@link MessageId}. */
  public ToTrackEvents withIdNamespace(String namespace) {
    return new ToTrackEvents(namespace);
  }

  @Override
  public WithFailures.Result<PCollection<EventBlock>, DeadLetter> expand(
      PCollection<ActivityBlock> activities) {
    activities
        .getPipeline()
        .getCoderRegistry()
        .registerCoderForClass(Carried.class, CarriedCoder.of());
    PCollectionTuple made =
        activities
            .apply("Carry", ParDo.of(new CarryFn()))
            .apply("Email Sent", ParDo.of(new EmailSentFn(idNamespace)))
            .apply("Email Opened", ParDo.of(new EmailOpenedFn(idNamespace)))
            .apply("Link Clicked", ParDo.of(new LinkClickedFn(idNamespace)))
            .apply("Email Form Submitted", ParDo.of(new EmailFormSubmittedFn(idNamespace)))
            .apply("Email Marked as Spam", ParDo.of(new EmailMarkedAsSpamFn(idNamespace)))
            .apply("Email Bounced", ParDo.of(new EmailBouncedFn(idNamespace)))
            .apply("Email Unsubscribed", ParDo.of(new EmailUnsubscribedFn(idNamespace)))
            .apply(
                "Unwrap",
                ParDo.of(new UnwrapFn()).withOutputTags(EVENTS, TupleTagList.of(LETTERS)));
    return WithFailures.Result.of(
        made.get(EVENTS).setCoder(new EventBlockCoder()),
        made.get(LETTERS).setCoder(DeadLetterCoder.of()));
  }

  static final class CarryFn extends DoFn<ActivityBlock, Carried> {
    @ProcessElement
    public void carry(@Element ActivityBlock activities, OutputReceiver<Carried> out) {
      out.output(Carried.of(activities));
    }
  }

  static final class UnwrapFn extends DoFn<Carried, EventBlock> {
    @ProcessElement
    public void unwrap(@Element Carried carried, MultiOutputReceiver out) {
      EventBlock events = carried.events();
      ActivityBlock activities = carried.activities();
      if (events != null) {
        out.get(EVENTS).output(events);
      } else if (activities != null && activities.type() == null) {
        activities.letters().forEach(out.get(LETTERS)::output);
      } else {
        throw new IllegalStateException("no step made events of " + activities);
      }
    }
  }
}
