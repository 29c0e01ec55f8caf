package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.Continuation;
import io.github.mailmodosource.jdbc.PatientConnection;
import io.github.mailmodosource.jdbc.StatementRows;
import io.github.mailmodosource.rows.RowBlock;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of one partition as blocks. */
final class PartitionRows {
  private PartitionRows() {}

  /**
   * Runs the statement, and hands its rows on.
   *
   * @param continuation how it is read on when its connection is lost; null if that cannot be done
   * @throws io.github.mailmodosource.failure.JobStoppedException with one clear line
   */
  static void read(
      RowLayout layout,
      PatientConnection connection,
      String sql,
      @Nullable Continuation continuation,
      TablePartition partition,
      Consumer<RowBlock> out) {
    try (StatementRows rows =
        new StatementRows(connection, sql, continuation, partition::set, ReadTable.FETCH_ROWS)) {
      TableBlock block = null;
      while (rows.next()) {
        if (block == null) {
          block = layout.block(rows.current().getMetaData());
        }
        block.add(rows.current());
        if (block.isFull()) {
          out.accept(block.take());
        }
      }
      if (block != null && !block.isEmpty()) {
        out.accept(block.take());
      }
    } catch (SQLException e) {
      throw layout.database().failure(e);
    }
  }
}
