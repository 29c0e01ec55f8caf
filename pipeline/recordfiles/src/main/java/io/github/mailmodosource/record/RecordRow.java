package io.github.mailmodosource.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one row, used again for the next one. Not thread-safe. */
public final class RecordRow {
  private final List<String> columns;
  private final @Nullable Object[] values;
  private String problem = "";

  public RecordRow(List<String> columns) {
    this.columns = List.copyOf(columns);
    values = new @Nullable Object[columns.size()];
  }

  public List<String> columns() {
    return columns;
  }

  /** Forgets the row before. */
  public void clear() {
    Arrays.fill(values, null);
    problem = "";
  }

  /**
   * Sets a field.
   *
   * @param value as {@link JsonValue} writes it; null if the row does not have it
   */
  public void set(int column, @Nullable Object value) {
    values[column] = value;
  }

  /** A value of a column, or within it, cannot be read: the row becomes a dead letter. */
  public void cannotRead(int column, String why) {
    problem = "column " + columns.get(column) + ": " + why;
  }

  /**
   * Writes the fields that the row has.
   *
   * @param names for each column, what its field is called
   * @return what could not be read; empty if all could
   */
  public String write(JsonGenerator json, List<String> names) throws IOException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        json.writeFieldName(names.get(i));
        JsonValue.write(value, json);
      }
    }
    return problem;
  }
}
