package io.github.mailmodosource.database;

import io.github.mailmodosource.report.JobStoppedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a table before the job starts: which columns it has, and between which values of the
 * partition column it lies, which one query tells. So most of what can be wrong is known before
 * anything is sent.
 */
final class Survey {
  /** No zone is further from UTC than 18 hours. */
  private static final Duration ANY_ZONE = Duration.ofDays(1);

  /** What a row of activity is as JSON, about. */
  private static final long ROW_BYTES = 400;

  /** For a query, which is not run just to count its rows: as many as make the usual parts. */
  private static final long QUERY_BYTES = 256L << 20;

  /** SQLSTATE of a statement that PostgreSQL understands and does not do. */
  private static final String FEATURE_NOT_SUPPORTED = "0A000";

  /** At the end, and comments behind it; one with a quote in it may be no comment. */
  private static final Pattern SEMICOLON = Pattern.compile(";(?:\\s|--[^\\n'\"]*(?:\\n|$))*$");

  private final Database database;
  private final TableRequest request;
  private final Connection connection;
  private final String quote;
  private final String from;
  private final List<Column> columns;
  private final List<String> conditions = new ArrayList<>();
  private final List<SqlValue> conditionValues = new ArrayList<>();

  private Survey(Database database, TableRequest request, Connection connection)
      throws SQLException {
    this.database = database;
    this.request = request;
    this.connection = connection;
    quote = String.valueOf(connection.getMetaData().getIdentifierQuoteString());
    String table = request.table();
    from =
        table != null
            ? TableName.of(table).sql(quote)
            // On a line of its own: the query may end with a comment.
            : "(" + withoutSemicolon(String.valueOf(request.query())) + "\n) q";
    columns = columns();
  }

  /**
   * Looks at the table.
   *
   * @throws JobStoppedException with one clear line for what is wrong with the database
   * @throws IllegalArgumentException with one clear line for what is wrong with the options
   */
  static InputTable of(Database database, TableRequest request) {
    if (request.table() != null) {
      TableName.of(request.table());
    }
    try (Connection connection = database.connect()) {
      return new Survey(database, request, connection).inputTable();
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  private InputTable inputTable() throws SQLException {
    addWindow();
    String partitionColumn = request.partitionColumn();
    Column column = partitionColumn == null ? null : partitionColumn(partitionColumn);
    List<TableRead> reads = new ArrayList<>();
    long bytes = column == null ? readWhole(reads) : cut(column, reads);
    return new InputTable(
        database,
        names(),
        request.table() != null ? request.table() : "query",
        column == null ? null : column.label(),
        reads,
        bytes);
  }

  private List<Column> columns() throws SQLException {
    refuseToWrite();
    String sql = request.query() == null ? select("1 = 0") : wholeSql();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      ResultSetMetaData data = statement.getMetaData();
      if (data == null) {
        throw new IllegalArgumentException(
            "--" + request.option() + "Query gives no rows: give a SELECT");
      }
      return checked(Column.of(data, names(), database.url().dialect()));
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
      if (other != null && names().isRead(column.label())) {
        throw new IllegalArgumentException(
            "two columns are named "
                + (other.equals(column.label()) ? other : other + " and " + column.label())
                + ", which may be one field only: give each a name of its own by --"
                + request.option()
                + "Query='SELECT ... AS ...'");
      }
    }
    return found;
  }

  private ColumnNames names() {
    return ColumnNames.of(request.mapping(), request.timeField());
  }

  /**
   * PostgreSQL tells a query that writes in a WITH only when it runs; but it takes no such query
   * inside of another.
   */
  private void refuseToWrite() throws SQLException {
    if (request.query() == null || database.url().dialect() != Dialect.POSTGRESQL) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(select("1 = 0"))) {
      statement.getMetaData();
    } catch (SQLException e) {
      if (FEATURE_NOT_SUPPORTED.equals(e.getSQLState())) {
        throw new IllegalArgumentException(
            "--"
                + request.option()
                + "Query can only read, and in this way: "
                + SqlFailure.firstLine(e),
            e);
      }
      // Whatever else it is about, the query is run as it stands.
    }
  }

  /**
   * Narrows the read to the window. A time without a zone may mean an instant up to a day away, so
   * a day more is read on both sides; the window itself is kept to further on.
   *
   * <p>What stays in the database is not read, so the funnel counts it neither as read nor as
   * outside of the window; the same goes for rows without a time.
   */
  private void addWindow() {
    Column time = timeColumn();
    if (time == null) {
      return;
    }
    boolean exact = time.kind() == ColumnKind.INSTANT || time.kind() == ColumnKind.SESSION_INSTANT;
    Duration more = exact ? Duration.ZERO : ANY_ZONE;
    Instant since = request.since();
    if (since != null) {
      addCondition(time, ">=", since.minus(more));
    }
    Instant until = request.until();
    if (until != null) {
      addCondition(time, "<", until.plus(more));
    }
  }

  private void addCondition(Column column, String comparison, Instant bound) {
    conditions.add(quoted(column) + " " + comparison + " ?");
    conditionValues.add(Boundaries.timeValue(column.kind(), bound));
  }

  private @Nullable Column timeColumn() {
    String field = request.timeField();
    List<String> names = field == null ? List.of() : request.mapping().namesOf(field);
    // With several names the first that has a value in a row wins, which SQL cannot know here.
    if (names.size() != 1) {
      return null;
    }
    return columns.stream()
        .filter(column -> column.isNamed(names.get(0)) && column.kind().isTime())
        .findFirst()
        .orElse(null);
  }

  private Column partitionColumn(String name) {
    String option = "--" + request.option() + "PartitionColumn=" + name;
    Column column =
        columns.stream()
            .filter(candidate -> candidate.isNamed(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        option
                            + ": there is no such column; there are "
                            + columns.stream()
                                .map(Column::label)
                                .collect(Collectors.joining(", "))));
    if (!Boundaries.canCut(column.kind())) {
      throw cannotBeCut(column, "", null);
    }
    return column;
  }

  private IllegalArgumentException cannotBeCut(
      Column column, String why, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "--"
            + request.option()
            + "PartitionColumn="
            + column.label()
            + " cannot be cut into ranges: name a column of numbers, times or text"
            + why,
        cause);
  }

  /** What the database cannot do with this column, such as the least of all UUIDs, is told so. */
  private long cut(Column column, List<TableRead> reads) throws SQLException {
    try {
      return readParts(column, reads);
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if ((state.startsWith("42") || state.startsWith("22")) && !state.equals("42501")) {
        throw cannotBeCut(column, " (" + SqlFailure.firstLine(e) + ")", e);
      }
      throw e;
    }
  }

  private long readWhole(List<TableRead> reads) throws SQLException {
    reads.add(new TableRead("Whole", wholeSql(), List.of(new TablePart(conditionValues)), null));
    if (request.query() != null) {
      return QUERY_BYTES;
    }
    try (PreparedStatement statement = prepare("SELECT COUNT(*) FROM " + from + where());
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1) * ROW_BYTES;
    }
  }

  private long readParts(Column column, List<TableRead> reads) throws SQLException {
    String name = quoted(column);
    Extent extent = extent(column, name);
    if (extent.withValue() < extent.all()) {
      reads.add(read("Nulls", name + " IS NULL", List.of(List.of()), null));
    }
    Object least = extent.least();
    Object greatest = extent.greatest();
    addRanges(
        column,
        least == null || greatest == null ? List.of() : boundaries(column, least, greatest),
        reads);
    return extent.all() * ROW_BYTES;
  }

  private Extent extent(Column column, String name) throws SQLException {
    String sql = "SELECT MIN(%1$s), MAX(%1$s), COUNT(%1$s), COUNT(*) FROM ".formatted(name);
    try (PreparedStatement statement = prepare(sql + from + where());
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return new Extent(
          column.kind().read(rows, 1),
          column.kind().read(rows, 2),
          rows.getLong(3),
          rows.getLong(4));
    }
  }

  /** What the one query about a partition column tells. */
  private record Extent(
      @Nullable Object least, @Nullable Object greatest, long withValue, long all) {}

  /**
   * The first range has no lower end and the last no upper one: then it does not matter how exactly
   * a driver tells the least and the greatest value.
   */
  private void addRanges(Column column, List<SqlValue> boundaries, List<TableRead> reads)
      throws SQLException {
    String name = quoted(column);
    Column order = isUnique(column) ? column : null;
    if (boundaries.isEmpty()) {
      reads.add(read("All", name + " IS NOT NULL", List.of(List.of()), order));
      return;
    }
    SqlValue first = boundaries.get(0);
    SqlValue last = boundaries.get(boundaries.size() - 1);
    reads.add(read("First", name + " < ?", List.of(List.of(first)), order));
    List<List<SqlValue>> middle = new ArrayList<>();
    for (int i = 1; i < boundaries.size(); i++) {
      middle.add(List.of(boundaries.get(i - 1), boundaries.get(i)));
    }
    if (!middle.isEmpty()) {
      reads.add(read("Middle", name + " >= ? AND " + name + " < ?", middle, order));
    }
    reads.add(read("Last", name + " >= ?", List.of(List.of(last)), order));
  }

  private List<SqlValue> boundaries(Column column, Object least, Object greatest)
      throws SQLException {
    if (!isFinite(least) || !isFinite(greatest)) {
      throw cannotBeCut(column, " (it holds NaN or an infinity)", null);
    }
    List<SqlValue> boundaries =
        Boundaries.between(column.kind(), least, greatest, request.partitions());
    return column.kind() == ColumnKind.TEXT ? inOrder(column, boundaries) : boundaries;
  }

  private static boolean isFinite(Object value) {
    return !(value instanceof Double number) || Double.isFinite(number);
  }

  /** Each column of text has an order of its own, its collation, in which ranges must not cross. */
  private List<SqlValue> inOrder(Column column, List<SqlValue> texts) throws SQLException {
    if (texts.isEmpty()) {
      return texts;
    }
    String name = quoted(column);
    String sql =
        "SELECT %1$s FROM (SELECT %1$s FROM %2$s WHERE 1 = 0%3$s) b ORDER BY 1"
            .formatted(name, from, " UNION ALL SELECT ?".repeat(texts.size()));
    List<SqlValue> sorted = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      new TablePart(texts).set(statement);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sorted.add(new SqlValue(ColumnKind.TEXT, rows.getString(1)));
        }
      }
    }
    return sorted;
  }

  private TableRead read(
      String name, String condition, List<List<SqlValue>> values, @Nullable Column order) {
    List<TablePart> parts = new ArrayList<>();
    for (List<SqlValue> own : values) {
      List<SqlValue> all = new ArrayList<>(conditionValues);
      all.addAll(own);
      parts.add(new TablePart(all));
    }
    if (order == null) {
      return new TableRead(name, select(condition), parts, null);
    }
    String ordered = " ORDER BY " + quoted(order);
    String behind = select(condition + " AND " + quoted(order) + " > ?") + ordered;
    return new TableRead(
        name, select(condition) + ordered, parts, new Continuation(order.label(), behind));
  }

  /** Whether the rows can be read in this column's order at no cost, each with its own value. */
  private boolean isUnique(Column column) throws SQLException {
    String table = request.table();
    return table != null
        && column.kind() == ColumnKind.INTEGER
        && database.url().dialect().isUnique(connection, TableName.of(table), column.label());
  }

  /** A query stands as it is if nothing is added to it: not every query can stand in another. */
  private String wholeSql() {
    String query = request.query();
    if (query != null && conditions.isEmpty()) {
      return withoutSemicolon(query);
    }
    return "SELECT * FROM " + from + where();
  }

  private String select(String condition) {
    List<String> all = new ArrayList<>(conditions);
    all.add(condition);
    return "SELECT * FROM " + from + " WHERE " + String.join(" AND ", all);
  }

  private String where() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    new TablePart(conditionValues).set(statement);
    return statement;
  }

  private String quoted(Column column) {
    return TableName.quoted(column.label(), quote);
  }

  private static String withoutSemicolon(String query) {
    return SEMICOLON.matcher(query.strip()).replaceFirst("");
  }
}
