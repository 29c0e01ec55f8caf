package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.rows.RowBlock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.jspecify.annotations.Nullable;

/**
 * Gives JdbcIO a block of rows where it expects one row: few, large elements are what every runner
 * likes.
 */
final class TableRowMapper implements JdbcIO.RowMapper<RowBlock> {
  private final Database database;
  private final ColumnNames names;
  private final String source;
  private final @Nullable String keyColumn;
  private transient @Nullable ResultSet current;
  private transient @Nullable TableRows rows;

  TableRowMapper(InputTable table) {
    database = table.database();
    names = table.names();
    source = table.source();
    keyColumn = table.keyColumn();
  }

  @Override
  public RowBlock mapRow(ResultSet result) throws SQLException {
    TableRows open = rows;
    if (open == null || current != result) {
      open = open(result);
      rows = open;
      current = result;
    }
    try {
      return open.readBlock();
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  private TableRows open(ResultSet result) throws SQLException {
    List<Column> columns = Column.of(result.getMetaData(), names, database.url().dialect());
    Column key =
        columns.stream()
            .filter(column -> keyColumn != null && column.isNamed(keyColumn))
            .findFirst()
            .orElse(columns.get(0));
    return new TableRows(result, columns, key, source);
  }
}
