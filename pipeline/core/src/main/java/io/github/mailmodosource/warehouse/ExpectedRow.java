package io.github.mailmodosource.warehouse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.ExactJson;
import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.SnakeCase;
import io.github.mailmodosource.event.TrackEvent;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A track event as its row in the warehouse should be, by Segment's page {@code
 * storage/warehouses/schema.md}: properties are columns, nested ones {@code a_b}, arrays JSON text;
 * text is cut ({@link StoredText}), the timestamp that was sent is {@code original_timestamp}.
 */
public final class ExpectedRow {
  private final EventType type;
  private final String messageId;
  private final Map<String, String> columns;

  private ExpectedRow(EventType type, String messageId, Map<String, String> columns) {
    this.type = type;
    this.messageId = messageId;
    this.columns = columns;
  }

  /** The row of an event that we wrote. */
  public static ExpectedRow of(TrackEvent event) {
    EventType type = EventType.parse(event.eventName());
    if (type == null) {
      throw new IllegalStateException(event.eventName() + " is none of the seven events");
    }
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(EventColumns.EVENT, EventColumns.table(type));
    columns.put(EventColumns.EVENT_TEXT, event.eventName());
    try (JsonParser json = parser(event.json())) {
      json.nextToken();
      readEvent(json, columns);
    } catch (IOException e) {
      throw new IllegalStateException("an event that we wrote cannot be read", e);
    }
    return new ExpectedRow(type, event.messageId(), columns);
  }

  private static JsonParser parser(EventJson json) throws IOException {
    return ExactJson.reader().createParser(json.buffer(), json.offset(), json.length());
  }

  private static void readEvent(JsonParser json, Map<String, String> columns) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "userId" -> columns.put(EventColumns.USER_ID, StoredText.of(json.getText()));
        case "anonymousId" -> columns.put(EventColumns.ANONYMOUS_ID, StoredText.of(json.getText()));
        case "timestamp" -> columns.put(EventColumns.ORIGINAL_TIMESTAMP, json.getText());
        case "properties" -> readProperties(json, "", columns);
        case "context" -> {
          Map<String, String> context = new LinkedHashMap<>();
          readProperties(json, "context_", context);
          String email = context.get(EventColumns.EMAIL);
          if (email != null) {
            columns.put(EventColumns.EMAIL, email);
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  private static void readProperties(JsonParser json, String prefix, Map<String, String> columns)
      throws IOException {
    boolean properties = prefix.isEmpty();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      String column = prefix + SnakeCase.of(name);
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_OBJECT) {
        readProperties(json, column + "_", columns);
      } else {
        String value = value(json, token);
        if (value != null && !(properties && EventColumns.isSegmentsOwn(column))) {
          columns.putIfAbsent(column, value);
        }
      }
    }
  }

  private static @Nullable String value(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> CellText.digits(json.getDecimalValue());
      case START_ARRAY -> StoredText.of(json.readValueAsTree().toString());
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

  public @Nullable String get(String column) {
    return columns.get(column);
  }
}
