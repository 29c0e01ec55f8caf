package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.Continuation;
import io.github.mailmodosource.jdbc.PatientConnection;
import io.github.mailmodosource.rows.RowUnit;
import java.sql.SQLException;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions where JdbcIO cannot do what is promised:
 *
 * <ul>
 *   <li>A partition with a {@link Continuation} is read on behind its last row when its connection
 *       is lost. JdbcIO runs a statement once, and a bundle that is tried again gives the rows that
 *       were read already once more.
 *   <li>A query of the user's is read as it stands. JdbcIO (2.70.0) would print a part of it to
 *       standard output, where a job's figures stand.
 * </ul>
 */
final class ReadPartitionFn extends DoFn<TablePartition, RowUnit> {
  private final RowLayout layout;
  private final String sql;
  private final @Nullable Continuation continuation;
  private transient @Nullable PatientConnection connection;

  ReadPartitionFn(RowLayout layout, PartitionQuery query) {
    this.layout = layout;
    sql = query.sql();
    continuation = query.continuation();
  }

  @ProcessElement
  public void read(@Element TablePartition partition, OutputReceiver<RowUnit> out) {
    PartitionRows.read(layout, connection(), sql, continuation, partition, out::output);
  }

  /** One for each bundle, as JdbcIO has it. */
  private PatientConnection connection() {
    PatientConnection open = connection;
    if (open == null) {
      open = PatientConnection.of(layout.database());
      connection = open;
    }
    return open;
  }

  @FinishBundle
  public void finishBundle() throws SQLException {
    disconnect();
  }

  @Teardown
  public void disconnect() throws SQLException {
    PatientConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
