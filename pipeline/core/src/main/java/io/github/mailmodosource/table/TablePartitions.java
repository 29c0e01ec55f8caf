package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.ColumnKind;
import io.github.mailmodosource.jdbc.Continuation;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.jdbc.SqlFailure;
import io.github.mailmodosource.jdbc.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a table into partitions, each between two values of its partition column. One query finds
 * between which values the table lies.
 */
final class TablePartitions {
  private final Database database;
  private final Connection connection;
  private final TableRequest request;
  private final Selection selection;
  private final Column column;
  private final String name;
  private final List<PartitionQuery> queries = new ArrayList<>();
  private long rows;

  private TablePartitions(
      Database database,
      Connection connection,
      TableRequest request,
      Selection selection,
      Column column) {
    this.database = database;
    this.connection = connection;
    this.request = request;
    this.selection = selection;
    this.column = column;
    name = selection.quoted(column);
  }

  /**
   * Asks the database for the bounds, and splits. What it cannot do with this column, such as
   * telling the least of all UUIDs, is told together with what helps.
   *
   * @throws IllegalArgumentException with one clear line for a column that does not split
   */
  static TablePartitions of(
      Database database,
      Connection connection,
      TableRequest request,
      Selection selection,
      Column column)
      throws SQLException {
    TablePartitions partitions =
        new TablePartitions(database, connection, request, selection, column);
    if (!Boundaries.canSplit(column.kind())) {
      throw partitions.cannotBeSplit("", null);
    }
    try {
      partitions.split(partitions.extent());
      return partitions;
    } catch (SQLException e) {
      if (SqlFailure.isOfStatement(e)) {
        throw partitions.cannotBeSplit(" (" + SqlFailure.firstLine(e) + ")", e);
      }
      throw e;
    }
  }

  private IllegalArgumentException cannotBeSplit(String why, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "--"
            + request.option()
            + "PartitionColumn="
            + column.label()
            + " cannot be split into partitions; use a column of numbers, times or text"
            + why,
        cause);
  }

  /** The statements that read every row once between them, those without a value too. */
  List<PartitionQuery> queries() {
    return queries;
  }

  long rows() {
    return rows;
  }

  /** What the one query tells. */
  private record Extent(
      @Nullable Object least, @Nullable Object greatest, long withValue, long all) {
    /** Without the values: a column of text may hold e-mails. */
    @Override
    public String toString() {
      return "Extent[" + withValue + " of " + all + " rows]";
    }
  }

  private Extent extent() throws SQLException {
    String columns = "MIN(%1$s), MAX(%1$s), COUNT(%1$s), COUNT(*)".formatted(name);
    try (PreparedStatement statement = selection.prepareAbout(connection, columns);
        ResultSet found = statement.executeQuery()) {
      found.next();
      return new Extent(bound(found, 1), bound(found, 2), found.getLong(3), found.getLong(4));
    }
  }

  /**
   * A bound to reckon with; null if there is none, or none that is a number: PostgreSQL's NaN and
   * infinities stand at the ends of their column, and all rows are then one partition.
   */
  private @Nullable Object bound(ResultSet found, int index) throws SQLException {
    try {
      Object value = column.kind().read(found, index);
      return value instanceof Double number && !Double.isFinite(number) ? null : value;
    } catch (SQLException e) {
      if (column.kind() == ColumnKind.NUMBER && !SqlFailure.isConnectionLost(e)) {
        return null;
      }
      throw e;
    }
  }

  private void split(Extent extent) throws SQLException {
    rows = extent.all();
    if (extent.withValue() < extent.all()) {
      add("Nulls", name + " IS NULL", List.of(List.of()), null);
    }
    Object least = extent.least();
    Object greatest = extent.greatest();
    add(least == null || greatest == null ? List.of() : boundaries(least, greatest));
  }

  private List<SqlValue> boundaries(Object least, Object greatest) throws SQLException {
    List<SqlValue> boundaries =
        Boundaries.between(column.kind(), least, greatest, request.partitions());
    return column.kind() == ColumnKind.TEXT ? inOrder(boundaries) : boundaries;
  }

  /**
   * Each column of text has an order of its own, its collation, in which partitions must not
   * overlap.
   */
  private List<SqlValue> inOrder(List<SqlValue> texts) throws SQLException {
    if (texts.isEmpty()) {
      return texts;
    }
    String sql =
        "SELECT %1$s FROM (SELECT %1$s FROM %2$s WHERE 1 = 0%3$s) b ORDER BY 1"
            .formatted(name, selection.from(), " UNION ALL SELECT ?".repeat(texts.size()));
    List<SqlValue> sorted = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      new TablePartition(texts).set(statement);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          sorted.add(new SqlValue(ColumnKind.TEXT, found.getString(1)));
        }
      }
    }
    return sorted;
  }

  /**
   * The first partition has no lower end and the last no upper one: then it does not matter how
   * exactly a driver tells the least and the greatest value.
   */
  private void add(List<SqlValue> boundaries) throws SQLException {
    Column order = isUnique() ? column : null;
    if (boundaries.isEmpty()) {
      add("All", name + " IS NOT NULL", List.of(List.of()), order);
      return;
    }
    SqlValue first = boundaries.get(0);
    SqlValue last = boundaries.get(boundaries.size() - 1);
    add("First", name + " < ?", List.of(List.of(first)), order);
    List<List<SqlValue>> middle = new ArrayList<>();
    for (int i = 1; i < boundaries.size(); i++) {
      middle.add(List.of(boundaries.get(i - 1), boundaries.get(i)));
    }
    if (!middle.isEmpty()) {
      add("Middle", name + " >= ? AND " + name + " < ?", middle, order);
    }
    add("Last", name + " >= ?", List.of(List.of(last)), order);
  }

  private void add(
      String step, String condition, List<List<SqlValue>> values, @Nullable Column order) {
    List<TablePartition> partitions = new ArrayList<>();
    for (List<SqlValue> own : values) {
      List<SqlValue> all = new ArrayList<>(selection.values());
      all.addAll(own);
      partitions.add(new TablePartition(all));
    }
    if (order == null) {
      queries.add(new PartitionQuery(step, selection.where(condition), partitions, null));
      return;
    }
    String ordered = " ORDER BY " + name;
    String behind = selection.where(condition + " AND " + name + " > ?") + ordered;
    queries.add(
        new PartitionQuery(
            step,
            selection.where(condition) + ordered,
            partitions,
            new Continuation(order.label(), behind)));
  }

  /** Whether the rows can be read in this column's order at no cost, each with its own value. */
  private boolean isUnique() throws SQLException {
    String table = request.table();
    return table != null
        && column.kind() == ColumnKind.INTEGER
        && database.url().dialect().isUnique(connection, TableName.of(table), column.label());
  }
}
