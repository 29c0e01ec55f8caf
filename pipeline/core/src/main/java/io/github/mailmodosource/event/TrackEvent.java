package io.github.mailmodosource.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mailmodosource.coding.ExactJson;
import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.rows.SourceRow;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A track event, ready to be put into a batch.
 *
 * @param eventName the event's name, for accounting
 * @param json the event without what all events share ({@link SharedFields})
 * @param row the original, for dead letters; {@link SourceRow#none()} if there is none
 * @param attempts in how many requests it was before this run, if it comes from a dead letter
 */
public record TrackEvent(
    String messageId, String eventName, EventJson json, SourceRow row, int attempts) {
  private static final String TRACK = "track";
  private static final Set<String> NAMES = Set.of("messageId", "event", "type");

  /** An event that was never sent. */
  public TrackEvent(String messageId, String eventName, EventJson json, SourceRow row) {
    this(messageId, eventName, json, row, 0);
  }

  /**
   * An event of a pipeline that has no rows.
   *
   * @param json a whole track event, as Segment's {@code /v1/batch} takes it
   * @throws IllegalArgumentException if it is not a JSON object with {@code messageId} and {@code
   *     event}
   */
  public static TrackEvent of(String json) {
    return of(json, SourceRow.none(), 0);
  }

  /**
   * A whole event that was made before, such as that of a dead letter. One of another type than
   * {@code track}, which has no {@code event}, is counted under its type.
   *
   * @throws IllegalArgumentException with one clear line if it is not a JSON object with {@code
   *     messageId} and {@code event}
   */
  public static TrackEvent of(String json, SourceRow row, int attempts) {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser parser = ExactJson.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("the event is not a JSON object");
      }
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        if ((value == JsonToken.VALUE_STRING || value.isNumeric()) && NAMES.contains(key)) {
          texts.put(key, parser.getText());
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the event is not JSON", e);
    }
    String messageId = texts.getOrDefault("messageId", "");
    if (messageId.isBlank()) {
      throw new IllegalArgumentException(
          "the event has no messageId, without which Segment could not tell that it was sent"
              + " before");
    }
    String type = texts.getOrDefault("type", TRACK);
    String name = texts.getOrDefault("event", type.equals(TRACK) ? "" : type);
    if (name.isBlank()) {
      throw new IllegalArgumentException("the event has no name in its field 'event'");
    }
    return new TrackEvent(messageId, name, EventJson.of(json), row, attempts);
  }

  /** Runners log elements when they are told to: neither payload nor row. */
  @Override
  public String toString() {
    return "TrackEvent[" + MaskedText.of(eventName) + ", " + MaskedText.of(messageId) + "]";
  }
}
