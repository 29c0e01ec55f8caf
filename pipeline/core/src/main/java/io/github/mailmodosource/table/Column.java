package io.github.mailmodosource.table;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.mailmodosource.jdbc.ColumnKind;
import io.github.mailmodosource.jdbc.Dialect;
import io.github.mailmodosource.rows.ColumnNames;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A column of a result.
 *
 * @param index its place, from 1
 * @param label its name, as the database spells it
 * @param key its name in the JSON of a row
 */
record Column(int index, String label, String key, ColumnKind kind) {

  /**
   * The columns of a result.
   *
   * @param names the names that rows are read by
   */
  static List<Column> of(ResultSetMetaData data, ColumnNames names, Dialect dialect)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      String label = data.getColumnLabel(i);
      columns.add(new Column(i, label, names.keyOf(label), ColumnKind.of(data, i, dialect)));
    }
    return columns;
  }

  /** Writes the column's value in the current row as a field; NULL is left out. */
  void write(ResultSet rows, JsonGenerator json) throws SQLException, IOException {
    Object value = kind.read(rows, index);
    if (value != null) {
      json.writeFieldName(key);
      kind.write(value, json);
    }
  }

  boolean isNamed(String name) {
    return label.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT));
  }
}
