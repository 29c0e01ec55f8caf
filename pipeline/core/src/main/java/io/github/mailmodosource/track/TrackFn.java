package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.event.EventBlock;
import io.github.mailmodosource.event.TrackEvent;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/**
 * Makes track events of one kind of activity, and passes on what is not its own; each subclass
 * lists the properties of its event.
 *
 * @param <A> the record of the event
 */
abstract class TrackFn<A extends Activity> extends DoFn<Carried, Carried> {
  /** A guess for the first block; the next ones are expected to be like those before them. */
  private static final int EXPECTED_BYTES = 64 << 10;

  private final EventType type;
  private final Class<A> kind;
  private final String idNamespace;
  private transient @Nullable TrackEventWriter<A> writer;
  private transient EventBlock.@Nullable Builder builder;

  TrackFn(EventType type, Class<A> kind, String idNamespace) {
    this.type = type;
    this.kind = kind;
    this.idNamespace = idNamespace;
  }

  /** Writes what this event has beside the common properties. */
  abstract void properties(A activity, PropertyWriter to) throws IOException;

  /** The event that this makes. */
  final EventType type() {
    return type;
  }

  /** The event of one activity, which must be of the kind that this makes. */
  final TrackEvent event(IdentifiedActivity<?> identified) {
    return writer().write(identified.as(kind));
  }

  @ProcessElement
  public void track(@Element Carried carried, OutputReceiver<Carried> out) {
    ActivityBlock activities = carried.activities();
    out.output(
        activities != null && activities.type() == type
            ? Carried.of(eventsOf(activities))
            : carried);
  }

  /** The events of a block of this event. */
  final EventBlock eventsOf(ActivityBlock activities) {
    TrackEventWriter<A> events = writer();
    EventBlock.Builder block = builder();
    for (IdentifiedActivity<A> identified : activities.as(kind)) {
      block.add(events.write(identified));
    }
    return block.build();
  }

  private TrackEventWriter<A> writer() {
    TrackEventWriter<A> made = writer;
    if (made == null) {
      made = new TrackEventWriter<>(this::properties, idNamespace);
      writer = made;
    }
    return made;
  }

  private EventBlock.Builder builder() {
    EventBlock.Builder made = builder;
    if (made == null) {
      made = new EventBlock.Builder(EXPECTED_BYTES);
      builder = made;
    }
    return made;
  }
}
