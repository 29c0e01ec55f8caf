package io.github.mailmodosource.track;

import io.github.mailmodosource.event.EachEvent;
import io.github.mailmodosource.event.EventBlock;
import io.github.mailmodosource.event.EventBlockCoder;
import io.github.mailmodosource.track.Carried.CarriedCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Identified activity in, track events out: one typed DoFn for each of the seven events, one behind
 * the other. Each makes the events of the blocks that are its own, and passes the others on. {@link
 * EachEvent} takes the events out of the blocks.
 *
 * <pre>{@code
 * PCollection<TrackEvent> events =
 *     identified.apply("ToTrackEvents", ToTrackEvents.create()).apply("EachEvent", EachEvent.create());
 * }</pre>
 *
 * <p>Seven outputs of one step, or seven steps that read the same collection, would have Flink
 * write every block out once for each of the seven (11 to 27 % of a run of 1,000,000 rows); a chain
 * hands them on as they are.
 */
public final class ToTrackEvents
    extends PTransform<PCollection<ActivityBlock>, PCollection<EventBlock>> {
  private ToTrackEvents() {}

  public static ToTrackEvents create() {
    return new ToTrackEvents();
  }

  @Override
  public PCollection<EventBlock> expand(PCollection<ActivityBlock> activities) {
    activities
        .getPipeline()
        .getCoderRegistry()
        .registerCoderForClass(Carried.class, CarriedCoder.of());
    return activities
        .apply("Carry", ParDo.of(new CarryFn()))
        .apply("Email Sent", ParDo.of(new EmailSentFn()))
        .apply("Email Opened", ParDo.of(new EmailOpenedFn()))
        .apply("Link Clicked", ParDo.of(new LinkClickedFn()))
        .apply("Email Form Submitted", ParDo.of(new EmailFormSubmittedFn()))
        .apply("Email Marked as Spam", ParDo.of(new EmailMarkedAsSpamFn()))
        .apply("Email Bounced", ParDo.of(new EmailBouncedFn()))
        .apply("Email Unsubscribed", ParDo.of(new EmailUnsubscribedFn()))
        .apply("EventsOnly", ParDo.of(new EventsOnlyFn()))
        .setCoder(new EventBlockCoder());
  }

  static final class CarryFn extends DoFn<ActivityBlock, Carried> {
    @ProcessElement
    public void carry(@Element ActivityBlock activities, OutputReceiver<Carried> out) {
      out.output(Carried.of(activities));
    }
  }

  static final class EventsOnlyFn extends DoFn<Carried, EventBlock> {
    @ProcessElement
    public void events(@Element Carried carried, OutputReceiver<EventBlock> out) {
      EventBlock events = carried.events();
      if (events == null) {
        throw new IllegalStateException("no step made events of " + carried.activities());
      }
      out.output(events);
    }
  }
}
