package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.PatientConnection;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowReader;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Reads all rows by one statement, on a connection of its own. Databases answer a statement as of
 * one moment, so the rows belong together; partitions that were found before the run would miss
 * rows that have come since, such as the first without a value. The rows stream: one fetch and one
 * block are in memory.
 */
record TableReader(RowLayout layout, String sql, TablePartition values) implements RowReader {
  private static final long serialVersionUID = 1;

  @Override
  public void read(Consumer<RowBlock> out) {
    try (PatientConnection connection = PatientConnection.of(layout.database())) {
      PartitionRows.read(layout, connection, sql, null, values, out);
    } catch (SQLException e) {
      throw layout.database().failure(e);
    }
  }

  /** The statement may hold anything, an address too. */
  @Override
  public String toString() {
    return "TableReader[" + values + "]";
  }
}
