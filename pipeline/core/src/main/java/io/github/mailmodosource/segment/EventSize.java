package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;

/** How large events are to Segment: with what their batch adds to each of them. */
final class EventSize {
  private final int sharedBytes;

  EventSize(SharedFields shared) {
    sharedBytes = shared.bytes();
  }

  int of(TrackEvent event) {
    return event.json().length() + sharedBytes;
  }

  /** Whether Segment would refuse the event, however it is sent. */
  boolean isTooLarge(TrackEvent event) {
    return of(event) > SegmentSettings.MAX_EVENT_BYTES;
  }

  String describe(TrackEvent event) {
    return "the event has "
        + of(event)
        + " bytes, but Segment accepts at most "
        + SegmentSettings.MAX_EVENT_BYTES;
  }
}
