package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.jdbc.ColumnKind;
import io.github.mailmodosource.jdbc.Dialect;
import io.github.mailmodosource.jdbc.NameQuotes;
import io.github.mailmodosource.jdbc.PatientStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the seven tables as the database spells it, and the statement that reads it.
 *
 * <p><b>The period cannot miss a row.</b> {@code --since} and {@code --until} are about the time of
 * the activity, but the tables are sorted by {@code received_at}, when Segment got the event, and
 * filtering by anything else reads all of them. An event is received after its activity, maybe
 * years after: a backfilled row has an old {@code timestamp} and a new {@code received_at}. So the
 * rows of activity since S are among those received since S, and may have come at any time up to
 * now: the read has that lower bound and no upper one. The bound is moved back by {@link #MARGIN},
 * for clocks that go wrong and for databases that read our bound in another time zone. Rows of
 * other activity are read besides; they are told by their {@code original_timestamp} afterwards.
 * {@code timestamp} would not do: Segment computes it from three clocks.
 *
 * @param name its parts, such as database, schema and table
 * @param spelling a column in small letters to its real name
 */
record EventTable(List<String> name, Map<String, String> spelling, NameQuotes quotes) {
  private static final Duration MARGIN = Duration.ofDays(2);

  /** Every database casts it to the type of the column; in its own time zone, see the margin. */
  private static final DateTimeFormatter BOUND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * How the table is read.
   *
   * @param allProperties whether columns of undocumented properties are read too
   * @param since the beginning of the activity that is judged; null for all there is
   */
  EventTableRead read(
      Connection connection,
      Dialect dialect,
      EventType type,
      boolean allProperties,
      @Nullable Instant since)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    for (String column : EventColumns.of(type)) {
      add(columns, column);
    }
    add(columns, EventColumns.ANONYMOUS_ID);
    String time = timeColumn();
    if (time != null) {
      add(columns, time);
    }
    if (allProperties) {
      spelling.keySet().stream()
          .filter(column -> !EventColumns.isSegmentsOwn(column))
          .forEach(column -> add(columns, column));
    }
    StringBuilder sql = new StringBuilder(PatientStatement.SELECT).append(quoted(EventColumns.ID));
    columns.forEach(column -> sql.append(", ").append(quoted(column)));
    List<ColumnKind> kinds = kinds(connection, dialect, sql + from(null) + " WHERE 1 = 0");
    String from = from(since);
    return new EventTableRead(
        type,
        sql.append(from).toString(),
        columns,
        kinds.subList(1, kinds.size()),
        time == null ? -1 : columns.indexOf(time),
        count(connection, from));
  }

  boolean has(String column) {
    return spelling.containsKey(column);
  }

  /** The table, and which of its rows. */
  private String from(@Nullable Instant since) {
    StringBuilder sql = new StringBuilder(" FROM ").append(quotes.quoted(name));
    if (since != null && has(EventColumns.RECEIVED_AT)) {
      String received = quoted(EventColumns.RECEIVED_AT);
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

  /**
   * When the first activity was of which there is a row; null if there is none that tells.
   *
   * <p>Of all rows, also of those that {@link #read} leaves out: a table whose rows only have a gap
   * at the beginning of the period does not begin there.
   */
  @Nullable Instant begin(Connection connection, Dialect dialect) throws SQLException {
    String time = timeColumn();
    if (time == null) {
      return null;
    }
    String sql = "SELECT MIN(" + quoted(time) + ")" + from(null);
    try (Statement statement = connection.createStatement();
        ResultSet first = statement.executeQuery(sql)) {
      ColumnKind kind = ColumnKind.of(first.getMetaData(), 1, dialect);
      return first.next() ? TimeText.parse(CellText.of(kind.read(first, 1))) : null;
    }
  }

  /** As the rows will have them: what the catalog says may have other names. */
  private static List<ColumnKind> kinds(Connection connection, Dialect dialect, String sql)
      throws SQLException {
    List<ColumnKind> kinds = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery(sql)) {
      for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
        kinds.add(ColumnKind.of(none.getMetaData(), i, dialect));
      }
    }
    return kinds;
  }

  private static long count(Connection connection, String from) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT COUNT(*)" + from)) {
      return count.next() ? count.getLong(1) : 0;
    }
  }

  private void add(List<String> columns, String column) {
    if (has(column) && !columns.contains(column)) {
      columns.add(column);
    }
  }

  /** The one that tells best when the activity was. */
  private @Nullable String timeColumn() {
    for (String column :
        List.of(
            EventColumns.ORIGINAL_TIMESTAMP, EventColumns.TIMESTAMP, EventColumns.RECEIVED_AT)) {
      if (has(column)) {
        return column;
      }
    }
    return null;
  }

  private String quoted(String column) {
    return quotes.quoted(spelling.getOrDefault(column, column));
  }
}
