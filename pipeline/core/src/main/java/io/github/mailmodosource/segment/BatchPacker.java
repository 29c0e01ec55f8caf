package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.TrackEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills batches up to the bounds in bytes and events, and keeps the order. */
final class BatchPacker {
  private final SegmentSettings settings;
  private final int envelopeBytes;
  private List<TrackEvent> events = new ArrayList<>();
  private int bytes;

  BatchPacker(SegmentSettings settings) {
    this.settings = settings;
    envelopeBytes = BatchBody.envelopeBytes(settings.shared());
    bytes = envelopeBytes;
  }

  /** Adds an event; returns the batch that was full before it, if it was. */
  @Nullable List<TrackEvent> add(TrackEvent event) {
    int size = BatchBody.bytesOf(event);
    // The last event has no comma.
    boolean full =
        events.size() == settings.packedEvents() || bytes + size - 1 > settings.batchBytes();
    List<TrackEvent> batch = full ? flush() : null;
    events.add(event);
    bytes += size;
    return batch;
  }

  /** What is left; null if nothing is. */
  @Nullable List<TrackEvent> flush() {
    if (events.isEmpty()) {
      return null;
    }
    List<TrackEvent> batch = events;
    events = new ArrayList<>(batch.size());
    bytes = envelopeBytes;
    return batch;
  }
}
