package io.github.mailmodosource.event;

import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Puts into each event what it shares with others, so that it can be sent beside strangers. */
public final class CompleteEvents
    extends PTransform<PCollection<TrackEvent>, PCollection<TrackEvent>> {
  private final SharedFields shared;

  private CompleteEvents(SharedFields shared) {
    this.shared = shared;
  }

  public static CompleteEvents with(SharedFields shared) {
    return new CompleteEvents(shared);
  }

  @Override
  public PCollection<TrackEvent> expand(PCollection<TrackEvent> events) {
    SharedFields fields = shared;
    return events
        .apply(
            "MergeShared",
            MapElements.into(TypeDescriptor.of(TrackEvent.class))
                .via(event -> complete(event, fields)))
        .setCoder(TrackEventCoder.of());
  }

  static TrackEvent complete(TrackEvent event, SharedFields fields) {
    return new TrackEvent(
        event.messageId(),
        event.eventName(),
        EventJson.of(fields.mergedInto(event)),
        event.row(),
        event.attempts());
  }
}
