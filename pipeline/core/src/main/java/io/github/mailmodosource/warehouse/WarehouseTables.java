package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.jdbc.Dialect;
import io.github.mailmodosource.jdbc.NameQuotes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which of the seven tables are there, with which columns. Segment makes a table and a column when
 * their first value comes, so that what is not there is empty.
 */
final class WarehouseTables {
  private final Dialect dialect;
  private final List<String> schema;
  private final boolean views;
  private final boolean allProperties;

  /**
   * @param schema the source's schema, or database and schema with a dot between them
   * @param views whether to read {@code email_sent_view} in place of {@code email_sent}: BigQuery's
   *     tables hold what was loaded twice, the views that Segment makes there do not
   * @param allProperties whether columns of undocumented properties are read too
   */
  WarehouseTables(Dialect dialect, String schema, boolean views, boolean allProperties) {
    this.dialect = dialect;
    this.schema = Arrays.asList(schema.split("\\.", 2));
    this.views = views;
    this.allProperties = allProperties;
  }

  /**
   * The tables that are there.
   *
   * @param since the beginning of the activity that is judged; null for all there is
   */
  List<EventTableRead> find(Connection connection, @Nullable Instant since) throws SQLException {
    List<EventTableRead> reads = new ArrayList<>();
    Map<String, EventTable> tables = tables(connection);
    for (EventType type : EventType.values()) {
      EventTable table = tables.get(name(type));
      if (table != null && table.has(EventColumns.ID)) {
        reads.add(table.read(connection, dialect, type, allProperties, since));
      }
    }
    return reads;
  }

  /** When the first activity was of which one of the tables has a row; null if none tells. */
  @Nullable Instant begin(Connection connection) throws SQLException {
    Instant begin = null;
    Map<String, EventTable> tables = tables(connection);
    for (EventType type : EventType.values()) {
      EventTable table = tables.get(name(type));
      Instant first = table == null ? null : table.begin(connection, dialect);
      if (first != null && (begin == null || first.isBefore(begin))) {
        begin = first;
      }
    }
    return begin;
  }

  /** The schemas that have one of the seven tables, as the database spells them. */
  SortedSet<String> schemasWithTables(Connection connection) throws SQLException {
    SortedSet<String> schemas = new TreeSet<>();
    String database = schema.size() > 1 ? schema.get(0) : null;
    for (EventType type : EventType.values()) {
      String name = name(type);
      for (String table : List.of(name, name.toUpperCase(Locale.ROOT))) {
        // The name is a pattern too, in which _ matches anything.
        try (ResultSet found =
            connection
                .getMetaData()
                .getTables(dialect.schemaIsCatalog() ? null : database, null, table, null)) {
          while (found.next()) {
            String in = found.getString(dialect.schemaIsCatalog() ? "TABLE_CAT" : "TABLE_SCHEM");
            if (in != null && name.equalsIgnoreCase(found.getString("TABLE_NAME"))) {
              schemas.add(in);
            }
          }
        }
      }
    }
    return schemas;
  }

  private String name(EventType type) {
    return EventColumns.table(type) + (views ? "_view" : "");
  }

  /** By their names in small letters. */
  private Map<String, EventTable> tables(Connection connection) throws SQLException {
    String name = schema.get(schema.size() - 1);
    for (String candidate :
        new String[] {name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)}) {
      Map<String, EventTable> found = tables(connection, candidate);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Map.of();
  }

  private Map<String, EventTable> tables(Connection connection, String name) throws SQLException {
    NameQuotes quotes = NameQuotes.of(connection);
    String database = schema.size() > 1 ? schema.get(0) : null;
    boolean catalog = dialect.schemaIsCatalog();
    Map<String, EventTable> tables = new HashMap<>();
    // The schema is a pattern, in which _ matches anything; so the result is looked at again.
    try (ResultSet columns =
        connection
            .getMetaData()
            .getColumns(catalog ? name : database, catalog ? null : name, "%", "%")) {
      while (columns.next()) {
        String in = columns.getString(catalog ? "TABLE_CAT" : "TABLE_SCHEM");
        if (name.equals(in)) {
          String table = columns.getString("TABLE_NAME");
          String column = columns.getString("COLUMN_NAME");
          tables
              .computeIfAbsent(
                  table.toLowerCase(Locale.ROOT),
                  t -> new EventTable(qualified(database, name, table), new TreeMap<>(), quotes))
              .spelling()
              .put(column.toLowerCase(Locale.ROOT), column);
        }
      }
    }
    return tables;
  }

  private static List<String> qualified(@Nullable String database, String schema, String table) {
    return database == null ? List.of(schema, table) : List.of(database, schema, table);
  }
}
