package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;

/** How large events are to Segment: with what their batch adds to each of them. */
final class EventSize {
  private final SharedFields shared;
  private final int mostShared;

  EventSize(SharedFields shared) {
    this.shared = shared;
    mostShared = shared.mostBytes();
  }

  int of(TrackEvent event) {
    return shared.mergedBytes(event);
  }

  /**
   * Whether Segment would refuse the event, however it is sent. Only one that is near the limit has
   * to be read for that.
   */
  boolean isTooLarge(TrackEvent event) {
    return event.json().length() + mostShared > SegmentSettings.MAX_EVENT_BYTES
        && of(event) > SegmentSettings.MAX_EVENT_BYTES;
  }

  /** Why an event is refused that is too large: in no request at all. */
  Delivered.Refused refusal(TrackEvent event) {
    String message =
        "the event has "
            + of(event)
            + " bytes, but Segment accepts at most "
            + SegmentSettings.MAX_EVENT_BYTES;
    return new Delivered.Refused(event, Reason.EVENT_TOO_LARGE, message, 0);
  }
}
