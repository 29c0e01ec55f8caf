package io.github.mailmodosource.table;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.jdbc.Dialect;
import io.github.mailmodosource.jdbc.NameQuotes;
import io.github.mailmodosource.jdbc.SqlFailure;
import io.github.mailmodosource.jdbc.TableName;
import io.github.mailmodosource.rows.ColumnNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a table before the job starts: which columns it has, how it is narrowed to the period
 * ({@link Selection}), and how it is split into partitions ({@link TablePartitions}). So most of
 * what can be wrong is known before anything is sent.
 */
public final class Survey {
  /** What a row of activity is as JSON, about. */
  private static final long ROW_BYTES = 400;

  /**
   * A query that cannot be counted is taken for more than fits anywhere: then none is too small.
   */
  private static final long A_LOT = 1L << 40;

  /** How long a query may take to be counted: it is worth no more. */
  private static final Duration COUNTING = Duration.ofSeconds(30);

  /** Gives the columns, and no row. */
  private static final String NEVER = "1 = 0";

  private static final String PARTITION_COLUMN = "PartitionColumn";
  private static final String CURSOR_COLUMN = "CursorColumn";

  /** SQLSTATE of a statement that PostgreSQL understands and does not do. */
  private static final String FEATURE_NOT_SUPPORTED = "0A000";

  private final Database database;
  private final TableRequest request;
  private final Connection connection;
  private final ColumnNames names;
  private final Selection selection;
  private final List<Column> columns;

  private Survey(Database database, TableRequest request, Connection connection)
      throws SQLException {
    this.database = database;
    this.request = request;
    this.connection = connection;
    names = ColumnNames.of(request.mapping());
    selection = Selection.of(request, NameQuotes.of(connection));
    refuseToWrite();
    columns = columns();
    Column time = timeColumn();
    if (time != null) {
      selection.narrow(time, request.since(), request.until());
    }
  }

  /**
   * Looks at the table.
   *
   * @throws JobStoppedException with one clear line for what is wrong with the database
   * @throws IllegalArgumentException with one clear line for what is wrong with the options
   */
  public static InputTable of(Database database, TableRequest request) {
    return look(database, request, Survey::inputTable);
  }

  /**
   * Looks at the table for who polls it.
   *
   * @param cursor the column that grows; null if none was named
   */
  static PolledTable polled(Database database, TableRequest request, @Nullable String cursor) {
    if (cursor == null) {
      throw new IllegalArgumentException(
          "a database is polled by a column that grows, of times or numbers; name it with --"
              + request.option()
              + CURSOR_COLUMN);
    }
    return look(database, request, survey -> survey.polledTable(cursor));
  }

  private interface Look<T> {
    T at(Survey survey) throws SQLException;
  }

  private static <T> T look(Database database, TableRequest request, Look<T> look) {
    String option = request.option() + (request.table() == null ? "Query" : "Table");
    if (request.table() != null) {
      try {
        TableName.of(request.table());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--" + option + ": " + e.getMessage(), e);
      }
    }
    try (Connection connection = database.connect()) {
      return look.at(new Survey(database, request, connection));
    } catch (SQLException e) {
      // What was asked for, rather than where.
      throw SqlFailure.isOfStatement(e) ? database.failure(option, e) : database.failure(e);
    }
  }

  private InputTable inputTable() throws SQLException {
    String name = request.partitionColumn();
    if (name == null) {
      return inputTable(null, List.of(whole()), bytes());
    }
    Column column = column(PARTITION_COLUMN, name);
    TablePartitions partitions =
        TablePartitions.of(database, connection, request, selection, column);
    return inputTable(column.label(), partitions.queries(), partitions.rows() * ROW_BYTES);
  }

  private InputTable inputTable(@Nullable String key, List<PartitionQuery> queries, long bytes) {
    return new InputTable(layout(key), labels(), request.table() == null, queries, whole(), bytes);
  }

  private RowLayout layout(@Nullable String key) {
    String table = request.table();
    return new RowLayout(database, names, table == null ? "query" : table, key);
  }

  private List<String> labels() {
    return columns.stream().map(Column::label).toList();
  }

  private PolledTable polledTable(String name) throws SQLException {
    Column cursor = column(CURSOR_COLUMN, name);
    CursorQuery.checkGrows(request.option(), cursor);
    if (cursor.kind().isTime()) {
      database.url().dialect().now(connection);
    }
    Instant since = request.since();
    boolean isTime = cursor.equals(timeColumn());
    CursorQuery query =
        CursorQuery.of(
            selection,
            cursor,
            mayBeNull(cursor),
            isTime && since != null ? Selection.first(cursor.kind(), since) : null);
    // A time would name no row to a person.
    String key = cursor.kind().isTime() ? null : cursor.label();
    return PolledTable.of(request.option(), layout(key), labels(), query);
  }

  private boolean mayBeNull(Column cursor) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(selection.where(NEVER))) {
      ResultSetMetaData data = statement.getMetaData();
      return data == null || data.isNullable(cursor.index()) != ResultSetMetaData.columnNoNulls;
    } catch (SQLException e) {
      if (request.query() != null && SqlFailure.isOfStatement(e)) {
        throw cannotBePolled(e);
      }
      throw e;
    }
  }

  private IllegalArgumentException cannotBePolled(SQLException e) {
    return new IllegalArgumentException(
        "--"
            + request.option()
            + "Query cannot be polled: it cannot be a part of another statement ("
            + SqlFailure.firstLine(e)
            + "); poll a table or a view",
        e);
  }

  private PartitionQuery whole() {
    return new PartitionQuery(
        "Whole", selection.all(), List.of(new TablePartition(selection.values())), null);
  }

  private long bytes() throws SQLException {
    Duration timeout = database.statementTimeout();
    if (request.query() == null) {
      return count(timeout) * ROW_BYTES;
    }
    try {
      return count(timeout.compareTo(COUNTING) < 0 ? timeout : COUNTING) * ROW_BYTES;
    } catch (SQLException e) {
      // Not every query can stand in another, and not all are quick. What else is wrong with it is
      // told when it is run.
      if (SqlFailure.isFinal(e)) {
        throw e;
      }
      return A_LOT;
    }
  }

  private long count(Duration timeout) throws SQLException {
    Dialect dialect = database.url().dialect();
    dialect.prepare(connection, timeout);
    try (PreparedStatement statement = selection.prepareAbout(connection, "COUNT(*)")) {
      dialect.limit(statement, timeout);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private List<Column> columns() throws SQLException {
    String sql = request.query() == null ? selection.where(NEVER) : selection.all();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      ResultSetMetaData data = statement.getMetaData();
      if (data == null) {
        throw new IllegalArgumentException(
            "--" + request.option() + "Query does not return rows; use a SELECT");
      }
      return checked(Column.of(data, names, database.url().dialect()));
    }
  }

  /** A column that could be two fields would make wrong ids without a word. */
  private List<Column> checked(List<Column> found) {
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "--" + request.option() + "Table=" + request.table() + " has no columns");
    }
    Map<String, String> labels = new HashMap<>();
    for (Column column : found) {
      String other = labels.putIfAbsent(column.key(), column.label());
      if (other != null && names.isRead(column.label())) {
        throw new IllegalArgumentException(
            "two columns are named "
                + (other.equals(column.label()) ? other : other + " and " + column.label())
                + ", but a field is read from one only; give each its own name with --"
                + request.option()
                + "Query='SELECT ... AS ...'");
      }
    }
    return found;
  }

  /**
   * PostgreSQL tells a query that writes in a WITH only when it runs; but it takes no such query
   * inside of another.
   */
  private void refuseToWrite() throws SQLException {
    if (request.query() == null || database.url().dialect() != Dialect.POSTGRESQL) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(selection.where(NEVER))) {
      statement.getMetaData();
    } catch (SQLException e) {
      if (FEATURE_NOT_SUPPORTED.equals(e.getSQLState())) {
        throw new IllegalArgumentException(
            "--" + request.option() + "Query must only read data: " + SqlFailure.firstLine(e), e);
      }
      // Whatever else it is about, the query is run as it stands.
    }
  }

  private @Nullable Column timeColumn() {
    String field = request.timeField();
    List<String> given = field == null ? List.of() : request.mapping().namesOf(field);
    // With several names the first that has a value in a row wins, which SQL cannot know here.
    if (given.size() != 1) {
      return null;
    }
    return columns.stream()
        .filter(column -> column.isNamed(given.get(0)) && column.kind().isTime())
        .findFirst()
        .orElse(null);
  }

  private Column column(String option, String name) {
    return columns.stream()
        .filter(candidate -> candidate.isNamed(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--"
                        + request.option()
                        + option
                        + "="
                        + name
                        + " does not exist; the columns are "
                        + columns.stream().map(Column::label).collect(Collectors.joining(", "))));
  }
}
