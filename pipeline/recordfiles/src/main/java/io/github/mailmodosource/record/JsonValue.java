package io.github.mailmodosource.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.mailmodosource.jdbc.ColumnKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as a column of a database that holds the same would be written: text, {@link Long}
 * and {@link BigDecimal} with all digits, {@link Double}, {@link Boolean}, times, lists, and maps
 * from names to values.
 */
public final class JsonValue {
  private JsonValue() {}

  /** Text that is JSON itself. */
  public record JsonText(String text) {
    /** It may hold an address. */
    @Override
    public String toString() {
      return "JsonText[" + text.length() + " characters]";
    }
  }

  static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Long) {
      ColumnKind.INTEGER.write(value, json);
    } else if (value instanceof BigDecimal) {
      ColumnKind.NUMBER.write(value, json);
    } else if (value instanceof Double) {
      ColumnKind.FLOATING.write(value, json);
    } else if (value instanceof Boolean) {
      ColumnKind.BOOLEAN.write(value, json);
    } else if (value instanceof Temporal) {
      ColumnKind.INSTANT.write(value, json);
    } else if (value instanceof JsonText embedded) {
      ColumnKind.JSON.write(embedded.text(), json);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), json);
      }
      json.writeEndObject();
    } else {
      throw new IllegalStateException("no form for " + value.getClass());
    }
  }
}
