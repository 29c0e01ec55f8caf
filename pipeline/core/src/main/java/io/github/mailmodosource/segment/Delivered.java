package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.TrackEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of one batch: every event of it is either sent or refused, unless the job ended
 * before. Of the sent ones only their number is kept, so that a batch that waits to be reported
 * does not hold its events.
 */
final class Delivered {
  private final Map<String, Long> sent = new HashMap<>();
  private final List<Refused> refused = new ArrayList<>();
  private int resumed;
  private int requests;
  private int retries;
  private int throttled;
  private long bytes;
  private boolean whole;

  /**
   * An event that was not delivered.
   *
   * @param attempts how many requests it was part of
   */
  record Refused(TrackEvent event, Reason reason, String message, int attempts) {
    /** Without what Segment said: it may quote the event. */
    @Override
    public String toString() {
      return "Refused[" + event + ", " + reason + "]";
    }
  }

  void sent(TrackEvent event) {
    sent.merge(event.eventName(), 1L, Long::sum);
  }

  /** Segment accepted it in an earlier attempt: it is sent, and not sent again. */
  void resumed(TrackEvent event) {
    sent(event);
    resumed++;
  }

  void refused(TrackEvent event, Reason reason, String message, int attempts) {
    refused(new Refused(event, reason, message, attempts));
  }

  void refused(Refused event) {
    refused.add(event);
  }

  void attempted(boolean again, Answer answer) {
    requests++;
    retries += again ? 1 : 0;
    throttled += answer.isThrottled() ? 1 : 0;
    bytes += answer.bytesSent();
  }

  /** Nothing is left of the batch. */
  void completed() {
    whole = true;
  }

  /** Whether every event came to its end; if not, the job has ended before. */
  boolean isWhole() {
    return whole;
  }

  /** How many were sent, by event name. */
  Map<String, Long> sent() {
    return sent;
  }

  /** How many of the sent were accepted in an earlier attempt. */
  int resumed() {
    return resumed;
  }

  List<Refused> refused() {
    return refused;
  }

  int requests() {
    return requests;
  }

  int retries() {
    return retries;
  }

  int throttled() {
    return throttled;
  }

  long bytes() {
    return bytes;
  }
}
