package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.activity.EventType;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of the seven tables are there, with which columns, and how to read them. Segment makes a
 * table and a column when their first value comes, so that what is not there is empty.
 *
 * <p><b>The window cannot miss a row.</b> {@code --since} and {@code --until} are about the time of
 * the activity, but the tables are sorted by {@code received_at}, when Segment got the event, and
 * filtering by anything else reads all of them. An event is received after its activity, maybe
 * years after: a backfilled row has an old {@code timestamp} and a new {@code received_at}. So the
 * rows of activity since S are among those received since S, and may have come at any time up to
 * now: the read has that lower bound and no upper one. The bound is moved back by {@link #MARGIN},
 * for clocks that go wrong and for databases that read our bound in another time zone. Rows of
 * other activity are read besides; they are told by their {@code original_timestamp} afterwards.
 * {@code timestamp} would not do: Segment computes it from three clocks.
 */
final class WarehouseTables {
  static final Duration MARGIN = Duration.ofDays(2);

  /** Every database casts it to the type of the column; in its own time zone, see the margin. */
  private static final DateTimeFormatter BOUND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final SqlStyle style;
  private final List<String> schema;
  private final boolean views;
  private final boolean allProperties;

  /**
   * @param schema the source's schema, or database and schema with a dot between them
   * @param views whether to read {@code email_sent_view} in place of {@code email_sent}: BigQuery's
   *     tables hold what was loaded twice, the views that Segment makes there do not
   * @param allProperties whether columns of undocumented properties are read too
   */
  WarehouseTables(SqlStyle style, String schema, boolean views, boolean allProperties) {
    this.style = style;
    this.schema = Arrays.asList(schema.split("\\.", 2));
    this.views = views;
    this.allProperties = allProperties;
  }

  /**
   * The tables that are there.
   *
   * @param since the beginning of the activity that is judged; null for all there is
   */
  List<TableRead> find(Connection connection, @Nullable Instant since) throws SQLException {
    List<TableRead> reads = new ArrayList<>();
    Map<String, Table> tables = tables(connection.getMetaData());
    for (EventType type : EventType.values()) {
      Table table = tables.get(EventColumns.table(type) + (views ? "_view" : ""));
      if (table != null && table.spelling.containsKey(EventColumns.ID)) {
        reads.add(read(connection, type, table, since));
      }
    }
    return reads;
  }

  /**
   * A table as the database spells it.
   *
   * @param spelling a column in small letters to its real name
   */
  private record Table(List<String> name, Map<String, String> spelling) {}

  private Map<String, Table> tables(DatabaseMetaData metadata) throws SQLException {
    String name = schema.get(schema.size() - 1);
    for (String candidate :
        new String[] {name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)}) {
      Map<String, Table> found = tables(metadata, candidate);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Map.of();
  }

  private Map<String, Table> tables(DatabaseMetaData metadata, String name) throws SQLException {
    String database = schema.size() > 1 ? schema.get(0) : null;
    boolean catalog = style.schemaIsCatalog();
    Map<String, Table> tables = new HashMap<>();
    // The schema is a pattern, in which _ matches anything; so the result is looked at again.
    try (ResultSet columns =
        metadata.getColumns(catalog ? name : database, catalog ? null : name, "%", "%")) {
      while (columns.next()) {
        String in = columns.getString(catalog ? "TABLE_CAT" : "TABLE_SCHEM");
        if (name.equals(in)) {
          String table = columns.getString("TABLE_NAME");
          String column = columns.getString("COLUMN_NAME");
          tables
              .computeIfAbsent(
                  table.toLowerCase(Locale.ROOT),
                  t -> new Table(qualified(database, name, table), new TreeMap<>()))
              .spelling
              .put(column.toLowerCase(Locale.ROOT), column);
        }
      }
    }
    return tables;
  }

  private static List<String> qualified(@Nullable String database, String schema, String table) {
    return database == null ? List.of(schema, table) : List.of(database, schema, table);
  }

  private TableRead read(
      Connection connection, EventType type, Table table, @Nullable Instant since)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    for (String column : EventColumns.of(type)) {
      add(columns, column, table);
    }
    add(columns, EventColumns.ANONYMOUS_ID, table);
    String time = timeColumn(table);
    if (time != null) {
      add(columns, time, table);
    }
    if (allProperties) {
      table.spelling.keySet().stream()
          .filter(column -> !EventColumns.isSegmentsOwn(column))
          .forEach(column -> add(columns, column, table));
    }
    StringBuilder sql = new StringBuilder("SELECT ").append(quoted(EventColumns.ID, table));
    columns.forEach(column -> sql.append(", ").append(quoted(column, table)));
    String from = from(table, since);
    return new TableRead(
        type,
        sql.append(from).toString(),
        columns,
        time == null ? -1 : columns.indexOf(time),
        count(connection, from));
  }

  /** The table, and which of its rows. */
  private String from(Table table, @Nullable Instant since) {
    StringBuilder sql = new StringBuilder(" FROM ").append(style.quoted(table.name));
    if (since != null && table.spelling.containsKey(EventColumns.RECEIVED_AT)) {
      String received = quoted(EventColumns.RECEIVED_AT, table);
      sql.append(" WHERE ")
          .append(received)
          .append(" >= '")
          .append(BOUND.format(since.minus(MARGIN)))
          .append("' OR ")
          .append(received)
          .append(" IS NULL");
    }
    return sql.toString();
  }

  private static long count(Connection connection, String from) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT COUNT(*)" + from)) {
      return count.next() ? count.getLong(1) : 0;
    }
  }

  private static void add(List<String> columns, String column, Table table) {
    if (table.spelling.containsKey(column) && !columns.contains(column)) {
      columns.add(column);
    }
  }

  /** The one that tells best when the activity was. */
  private static @Nullable String timeColumn(Table table) {
    for (String column :
        List.of(
            EventColumns.ORIGINAL_TIMESTAMP, EventColumns.TIMESTAMP, EventColumns.RECEIVED_AT)) {
      if (table.spelling.containsKey(column)) {
        return column;
      }
    }
    return null;
  }

  private String quoted(String column, Table table) {
    return style.quoted(table.spelling.getOrDefault(column, column));
  }
}
