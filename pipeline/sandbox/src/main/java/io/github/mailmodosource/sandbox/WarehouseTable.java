package io.github.mailmodosource.sandbox;

import io.github.mailmodosource.sandbox.SqlDialect.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One table of the warehouse: it and its columns are made when their first value comes. */
final class WarehouseTable {
  private final SqlDialect dialect;
  private final String schema;
  private final String name;
  private final Map<String, ColumnType> columns;

  private WarehouseTable(
      SqlDialect dialect, String schema, String name, Map<String, ColumnType> columns) {
    this.dialect = dialect;
    this.schema = schema;
    this.name = name;
    this.columns = columns;
  }

  /** Takes the table as it is there; it need not be. */
  static WarehouseTable open(Connection connection, SqlDialect dialect, String schema, String name)
      throws SQLException {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    try (ResultSet found = dialect.columns(connection.getMetaData(), schema, name)) {
      while (found.next()) {
        columns.put(found.getString("COLUMN_NAME"), ColumnType.ofJdbc(found.getInt("DATA_TYPE")));
      }
    }
    return new WarehouseTable(dialect, schema, name, columns);
  }

  /** Which of these ids stand there. */
  Set<String> known(Connection connection, Collection<String> ids) throws SQLException {
    Set<String> known = new HashSet<>();
    if (columns.isEmpty() || ids.isEmpty()) {
      return known;
    }
    String sql =
        "SELECT %s FROM %s WHERE %s IN (%s)"
            .formatted(
                dialect.quoted("id"),
                quotedName(),
                dialect.quoted("id"),
                String.join(",", Collections.nCopies(ids.size(), "?")));
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int place = 1;
      for (String id : ids) {
        select.setString(place++, id);
      }
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          known.add(found.getString(1));
        }
      }
    }
    return known;
  }

  /** Makes what these rows need and what is not there yet. */
  void grow(Connection connection, List<Map<String, Object>> rows) throws SQLException {
    Map<String, ColumnType> missing = new LinkedHashMap<>();
    for (Map<String, Object> row : rows) {
      row.forEach(
          (column, value) -> {
            if (!columns.containsKey(column)) {
              missing.putIfAbsent(column, ColumnType.ofValue(value));
            }
          });
    }
    if (missing.isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      if (columns.isEmpty()) {
        statement.execute("CREATE TABLE " + quotedName() + " (" + declarations(missing, "") + ")");
        // No primary key: a warehouse does not promise that an id stands there once.
        statement.execute(
            "CREATE INDEX %s ON %s (%s)"
                .formatted(dialect.quoted(name + "_id"), quotedName(), dialect.quoted("id")));
      } else {
        statement.execute(
            "ALTER TABLE " + quotedName() + " " + declarations(missing, "ADD COLUMN "));
      }
    }
    columns.putAll(missing);
  }

  private String declarations(Map<String, ColumnType> declared, String before) {
    return declared.entrySet().stream()
        .map(
            column ->
                before
                    + dialect.quoted(column.getKey())
                    + " "
                    + (column.getKey().equals("id")
                        ? dialect.idType()
                        : dialect.type(column.getValue())))
        .collect(Collectors.joining(", "));
  }

  /** Writes rows whose columns are all there. */
  void insert(Connection connection, List<Map<String, Object>> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    Set<String> used = new HashSet<>();
    rows.forEach(row -> used.addAll(row.keySet()));
    List<String> names = new ArrayList<>(columns.keySet());
    names.retainAll(used);
    String sql =
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(
                quotedName(),
                names.stream().map(dialect::quoted).collect(Collectors.joining(",")),
                String.join(",", Collections.nCopies(names.size(), "?")));
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (Map<String, Object> row : rows) {
        for (int i = 0; i < names.size(); i++) {
          ColumnType type = columns.getOrDefault(names.get(i), ColumnType.TEXT);
          Object value = fitting(row.get(names.get(i)), type);
          if (value == null) {
            insert.setNull(i + 1, type.jdbc());
          } else {
            insert.setObject(i + 1, value);
          }
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** The value as the column takes it; one of another type is dropped, as Segment does. */
  private @Nullable Object fitting(@Nullable Object value, ColumnType type) {
    if (value == null) {
      return null;
    }
    if (value instanceof Instant time && type == ColumnType.TIME) {
      return dialect.time(time);
    }
    if (type == ColumnType.TEXT) {
      return value.toString();
    }
    if (type == ColumnType.FLOAT && value instanceof Long number) {
      return number.doubleValue();
    }
    return ColumnType.ofValue(value) == type ? value : null;
  }

  private String quotedName() {
    return dialect.quoted(schema) + "." + dialect.quoted(name);
  }
}
