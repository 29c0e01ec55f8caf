package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.PatientStatement;
import io.github.mailmodosource.rows.RowUnit;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.jspecify.annotations.Nullable;

/**
 * Gives JdbcIO a block of rows where it expects one row: few, large elements are what every runner
 * likes. The rows of a block are taken from the result of which JdbcIO shows the first.
 */
final class TableBlockMapper implements JdbcIO.RowMapper<RowUnit> {
  private final RowLayout layout;
  private transient @Nullable ResultSet current;
  private transient @Nullable TableBlock block;

  TableBlockMapper(RowLayout layout) {
    this.layout = layout;
  }

  @Override
  public RowUnit mapRow(ResultSet result) throws SQLException {
    ResultSet row = PatientStatement.driverRows(result);
    try {
      TableBlock open = block;
      if (open == null || current != result) {
        open = layout.block(row.getMetaData());
        block = open;
        current = result;
      }
      do {
        open.add(row);
      } while (!open.isFull() && PatientStatement.next(result));
      return open.take();
    } catch (SQLException e) {
      throw layout.database().failure(e);
    }
  }
}
