package io.github.mailmodosource.event;

import io.github.mailmodosource.rows.SourceRow;

/**
 * A track event, ready to be put into a batch.
 *
 * @param eventName the event's name, for accounting
 * @param json the event without what all events share ({@link SharedFields})
 * @param row the original, for dead letters
 * @param attempts in how many requests it was before this run, if it comes from a dead letter
 */
public record TrackEvent(
    String messageId, String eventName, EventJson json, SourceRow row, int attempts) {
  /** An event that was never sent. */
  public TrackEvent(String messageId, String eventName, EventJson json, SourceRow row) {
    this(messageId, eventName, json, row, 0);
  }
}
