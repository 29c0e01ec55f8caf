package io.github.mailmodosource.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A track event as a row of Segment's warehouse schema (its page {@code
 * storage/warehouses/schema.md}): nested objects become {@code a_b}, arrays become JSON text, names
 * become snake_case, absent and null values have no column, text is cut at 512 characters.
 *
 * <p>A character is a Unicode code point, as the length of a {@code varchar} counts in PostgreSQL
 * and MariaDB; so the cut never leaves half of an emoji.
 *
 * @param table the event's name in snake_case
 * @param common the columns that {@code tracks} has too
 * @param own the event's properties
 */
record EventRow(String table, String id, Map<String, Object> common, Map<String, Object> own) {
  static final int MOST_CHARACTERS = 512;

  /** Without values, some of which are a person's. */
  @Override
  public String toString() {
    return "EventRow[" + (common.size() + own.size()) + " columns]";
  }

  /** Segment discards properties of these names: the columns are taken. */
  private static final Set<String> RESERVED =
      Set.of(
          "id",
          "anonymous_id",
          "user_id",
          "event",
          "event_text",
          "received_at",
          "sent_at",
          "timestamp",
          "original_timestamp",
          "uuid_ts",
          "uuid");

  /**
   * The row of this event; null if it is no track event.
   *
   * @param receivedAt when the sandbox took it
   * @param sentAt as the sender stamped its batch
   * @param loadedAt now
   */
  static @Nullable EventRow of(
      JsonNode event, Instant receivedAt, Instant sentAt, Instant loadedAt) {
    String name = event.path("event").textValue();
    String id = event.path("messageId").textValue();
    if (!"track".equals(event.path("type").textValue()) || name == null || id == null) {
      return null;
    }
    String table = SnakeCase.of(name);
    if (table.isEmpty()) {
      return null;
    }
    Instant original = time(event.path("timestamp").textValue());
    Map<String, Object> common = new LinkedHashMap<>();
    common.put("id", id);
    put(common, "anonymous_id", event.path("anonymousId"));
    put(common, "user_id", event.path("userId"));
    common.put("event", table);
    common.put("event_text", text(name));
    common.put("received_at", receivedAt);
    common.put("sent_at", sentAt);
    common.put("timestamp", original == null ? receivedAt : moved(original, receivedAt, sentAt));
    if (original != null) {
      common.put("original_timestamp", original.truncatedTo(ChronoUnit.MILLIS));
    }
    common.put("uuid_ts", loadedAt);
    put(common, "context", event.path("context"));
    Map<String, Object> own = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : event.path("properties").properties()) {
      put(own, SnakeCase.of(property.getKey()), property.getValue());
    }
    own.keySet().removeIf(column -> RESERVED.contains(column) || common.containsKey(column));
    return new EventRow(table, id, common, own);
  }

  /** Segment's rule against clocks that go wrong, from its common spec. */
  private static Instant moved(Instant original, Instant receivedAt, Instant sentAt) {
    return receivedAt.minus(Duration.between(original, sentAt)).truncatedTo(ChronoUnit.MILLIS);
  }

  private static void put(Map<String, Object> row, String column, JsonNode value) {
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        put(row, column + "_" + SnakeCase.of(field.getKey()), field.getValue());
      }
      return;
    }
    Object cell = cell(value);
    if (cell != null && !column.isEmpty()) {
      row.putIfAbsent(column, cell);
    }
  }

  private static @Nullable Object cell(JsonNode value) {
    if (value.isTextual()) {
      return text(value.textValue());
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return value.isArray() ? text(value.toString()) : null;
  }

  /** As much of a text as a warehouse keeps. */
  static String text(String value) {
    // PostgreSQL stores no NUL, and no database half of a surrogate pair.
    String storable = wellFormed(value.replace("\0", ""));
    return storable.codePointCount(0, storable.length()) <= MOST_CHARACTERS
        ? storable
        : storable.substring(0, storable.offsetByCodePoints(0, MOST_CHARACTERS));
  }

  private static String wellFormed(String value) {
    StringBuilder whole = new StringBuilder(value.length());
    value
        .codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      // Only lenient lets such a time in; Segment takes the time of receipt then.
      return null;
    }
  }
}
