package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.jdbc.ColumnKind;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.jdbc.PatientStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * Reads one of the seven tables in one query whose rows stream: neither the driver nor Flink holds
 * a table. (The DirectRunner holds what one table gives until all of it is read.)
 *
 * <p>A table is begun again when its connection is lost before the database has answered, but not
 * read on behind a row ({@link Database#dataSource}): that would take an order, and the only column
 * that might give one is the id, which is a hash, and whose order would have the database fetch
 * each row from another place. Nothing has been sent again by then, so the job is run again.
 */
public final class ReadEventTable extends PTransform<PBegin, PCollection<WarehouseRow>> {
  /** Some megabytes of rows; more does not make it faster. */
  private static final int FETCH_ROWS = 5_000;

  private final Database database;
  private final EventTableRead table;

  private ReadEventTable(Database database, EventTableRead table) {
    this.database = database;
    this.table = table;
  }

  /**
   * Reads a table.
   *
   * @param table of {@link WarehouseSchema#tables}
   */
  public static ReadEventTable of(Database database, EventTableRead table) {
    return new ReadEventTable(database, table);
  }

  // What JdbcIO would rather do, guessing the coder, it cannot do for ours.
  @SuppressWarnings("deprecation")
  @Override
  public PCollection<WarehouseRow> expand(PBegin begin) {
    Database from = database;
    return begin.apply(
        "ReadRows",
        JdbcIO.<WarehouseRow>read()
            .withDataSourceProviderFn(nothing -> from.dataSource())
            .withQuery(table.sql())
            .withFetchSize(FETCH_ROWS)
            // The shuffle that it would make holds all rows; whoever reads has one anyway.
            .withOutputParallelization(false)
            .withRowMapper(new RowMapper(database, table))
            .withCoder(WarehouseRowCoder.of()));
  }

  /** A row of the result, its cells read by the kinds of the table's columns. */
  static final class RowMapper implements JdbcIO.RowMapper<WarehouseRow> {
    private final Database database;
    private final EventTableRead table;

    RowMapper(Database database, EventTableRead table) {
      this.database = database;
      this.table = table;
    }

    @Override
    public WarehouseRow mapRow(ResultSet result) throws SQLException {
      try {
        return read(PatientStatement.driverRows(result));
      } catch (SQLException e) {
        throw database.failure(e);
      }
    }

    private WarehouseRow read(ResultSet row) throws SQLException {
      List<ColumnKind> kinds = table.kinds();
      String id = row.getString(1);
      List<@Nullable String> values = new ArrayList<>(kinds.size());
      for (int i = 0; i < kinds.size(); i++) {
        values.add(text(row, kinds.get(i), i + 2));
      }
      return new WarehouseRow(table.type(), id == null ? "" : id, values);
    }

    /** One odd cell is a difference; it must not end the comparison of all others. */
    private static @Nullable String text(ResultSet row, ColumnKind kind, int index)
        throws SQLException {
      try {
        return CellText.of(kind.read(row, index));
      } catch (SQLException | DateTimeException noValue) {
        // PostgreSQL's NaN and infinities. If it was the connection, this fails as well.
        return CellText.of(row.getString(index));
      }
    }
  }
}
