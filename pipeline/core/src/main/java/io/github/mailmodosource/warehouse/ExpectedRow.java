package io.github.mailmodosource.warehouse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.ExactJson;
import io.github.mailmodosource.coding.SnakeCase;
import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.jdbc.ColumnKind;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A track event as its row in the warehouse should be, by Segment's page {@code
 * storage/warehouses/schema.md}: properties are columns, nested ones {@code a_b}, arrays JSON text;
 * text is cut ({@link StoredText}), the timestamp that was sent is {@code original_timestamp}.
 */
public final class ExpectedRow {
  /**
   * PostgreSQL's limit. What becomes of longer names, each warehouse decides for itself; so they
   * are not compared, and neither are those without an ASCII letter or digit.
   */
  private static final int MOST_COLUMN_CHARS = 63;

  private final EventType type;
  private final String messageId;
  private final Map<String, String> columns;
  private final Map<String, ColumnKind> kinds;

  private ExpectedRow(
      EventType type,
      String messageId,
      Map<String, String> columns,
      Map<String, ColumnKind> kinds) {
    this.type = type;
    this.messageId = messageId;
    this.columns = columns;
    this.kinds = kinds;
  }

  /** The row of an event that we wrote. */
  public static ExpectedRow of(TrackEvent event) {
    EventType type = EventType.parse(event.eventName());
    if (type == null) {
      throw new IllegalStateException(event.eventName() + " is none of the seven events");
    }
    Map<String, String> columns = new LinkedHashMap<>();
    Map<String, ColumnKind> kinds = new HashMap<>(2);
    columns.put(EventColumns.EVENT, EventColumns.table(type));
    columns.put(EventColumns.EVENT_TEXT, event.eventName());
    try (JsonParser json = parser(event.json())) {
      json.nextToken();
      readEvent(json, columns, kinds);
    } catch (IOException e) {
      throw new IllegalStateException("an event that we wrote cannot be read", e);
    }
    return new ExpectedRow(type, event.messageId(), columns, kinds);
  }

  private static JsonParser parser(EventJson json) throws IOException {
    return ExactJson.parser(json.buffer(), json.offset(), json.length());
  }

  private static void readEvent(
      JsonParser json, Map<String, String> columns, Map<String, ColumnKind> kinds)
      throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "userId" -> columns.put(EventColumns.USER_ID, StoredText.of(json.getText()));
        case "anonymousId" -> columns.put(EventColumns.ANONYMOUS_ID, StoredText.of(json.getText()));
        case "timestamp" -> columns.put(EventColumns.ORIGINAL_TIMESTAMP, json.getText());
        case "properties" -> readProperties(json, "", columns, kinds, new HashSet<>());
        case "context" -> {
          Map<String, String> context = new LinkedHashMap<>();
          readProperties(json, "context_", context, new HashMap<>(2), new HashSet<>());
          String email = context.get(EventColumns.EMAIL);
          if (email != null) {
            columns.put(EventColumns.EMAIL, email);
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  /**
   * @param shortened columns whose names have lost letters that are not ASCII. If one of these is
   *     the column of two properties, nobody knows which of them the warehouse has.
   */
  private static void readProperties(
      JsonParser json,
      String prefix,
      Map<String, String> columns,
      Map<String, ColumnKind> kinds,
      Set<String> shortened)
      throws IOException {
    boolean properties = prefix.isEmpty();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      String part = SnakeCase.columnOf(name);
      String column = prefix + part;
      JsonToken token = json.nextToken();
      if (part.isEmpty() || column.length() > MOST_COLUMN_CHARS) {
        json.skipChildren();
      } else if (token == JsonToken.START_OBJECT) {
        readProperties(json, column + "_", columns, kinds, shortened);
      } else {
        String value = value(json, token);
        if (value != null && !(properties && EventColumns.isSegmentsOwn(column))) {
          boolean isShortened = !part.equals(SnakeCase.of(name)) && shortened.add(column);
          String other = columns.putIfAbsent(column, value);
          if (other == null && token.isScalarValue() && token != JsonToken.VALUE_STRING) {
            kinds.put(column, token.isNumeric() ? ColumnKind.NUMBER : ColumnKind.BOOLEAN);
          }
          if (other != null && (isShortened || shortened.contains(column))) {
            columns.remove(column);
          }
        }
      }
    }
  }

  private static @Nullable String value(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> CellText.digits(json.getText());
      case START_ARRAY -> StoredText.of(ExactJson.text(json));
      default -> StoredText.of(json.getText());
    };
  }

  public EventType type() {
    return type;
  }

  public String messageId() {
    return messageId;
  }

  /** Column to value, as {@link WarehouseRow} has values. */
  public Map<String, String> columns() {
    return Collections.unmodifiableMap(columns);
  }

  /** {@code NUMBER} or {@code BOOLEAN} if the value was sent as such; null for text. */
  @Nullable ColumnKind kindOf(String column) {
    return kinds.get(column);
  }

  public @Nullable String get(String column) {
    return columns.get(column);
  }
}
