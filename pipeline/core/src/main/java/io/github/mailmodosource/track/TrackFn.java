package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.event.TrackEvent;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** Makes track events of one kind of activity; each subclass lists the properties of its event. */
abstract class TrackFn<A extends Activity> extends DoFn<IdentifiedActivity<A>, TrackEvent> {
  private transient @Nullable TrackEventWriter<A> writer;

  /** Writes what this event has beside the common properties. */
  abstract void properties(A activity, PropertyWriter to) throws IOException;

  @ProcessElement
  public void track(@Element IdentifiedActivity<A> identified, OutputReceiver<TrackEvent> out) {
    out.output(eventOf(identified));
  }

  /** The same for a step that several of these share. */
  final TrackEvent eventOf(IdentifiedActivity<A> identified) {
    TrackEventWriter<A> events = writer;
    if (events == null) {
      events = new TrackEventWriter<>(this::properties);
      writer = events;
    }
    return events.write(identified);
  }
}
