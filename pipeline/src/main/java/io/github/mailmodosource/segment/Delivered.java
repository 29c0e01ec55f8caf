package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.track.TrackEvent;
import java.util.ArrayList;
import java.util.List;

/** What became of one batch: every event of it is either sent or refused. */
final class Delivered {
  private final List<TrackEvent> sent = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private int requests;
  private int retries;
  private int throttled;
  private long bytes;

  /**
   * An event that was not delivered.
   *
   * @param attempts how many requests it was part of
   */
  record Refused(TrackEvent event, Reason reason, String message, int attempts) {}

  void sent(List<TrackEvent> events) {
    sent.addAll(events);
  }

  void refused(List<TrackEvent> events, Reason reason, String message, int attempts) {
    events.forEach(event -> refused.add(new Refused(event, reason, message, attempts)));
  }

  void attempted(boolean again) {
    requests++;
    retries += again ? 1 : 0;
  }

  void answered(Answer answer) {
    bytes += answer.bytesSent();
    throttled += answer.isThrottled() ? 1 : 0;
  }

  List<TrackEvent> sent() {
    return sent;
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
