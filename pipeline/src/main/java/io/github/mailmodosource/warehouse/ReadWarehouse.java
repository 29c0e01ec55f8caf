package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.database.ColumnKind;
import io.github.mailmodosource.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the seven tables, each in one query whose rows stream: neither the driver nor Flink holds a
 * table. (The DirectRunner holds what one table gives until all of it is read.) The rows leave as
 * {@link MatchById} takes them, in blocks by the shard of their id.
 *
 * <p>A table is begun again when its connection is lost before its first row is there, but not read
 * on behind a row ({@link Database#reading}): that would take an order, and the only column that
 * might give one is the id, which is a hash, and whose order would have the database fetch each row
 * from another place. Nothing has been sent again by then, so the job is run again.
 */
public final class ReadWarehouse extends PTransform<PBegin, PCollection<KV<Integer, byte[]>>> {
  /** Some megabytes of rows; more does not make it faster. */
  private static final int FETCH_ROWS = 5_000;

  private final WarehouseSchema schema;
  private final int shards;

  private ReadWarehouse(WarehouseSchema schema, int shards) {
    this.schema = schema;
    this.shards = shards;
  }

  /**
   * Reads all tables of the schema.
   *
   * @param shards as many as the match has
   */
  public static ReadWarehouse of(WarehouseSchema schema, int shards) {
    return new ReadWarehouse(schema, shards);
  }

  @Override
  public PCollection<KV<Integer, byte[]>> expand(PBegin begin) {
    if (schema.isEmpty()) {
      return begin.apply("NoTables", Create.empty(SplitByIdFn.CODER));
    }
    PCollectionList<KV<Integer, byte[]>> tables = PCollectionList.empty(begin.getPipeline());
    for (EventTableRead table : schema.tables()) {
      String name = EventColumns.table(table.type());
      // Before the tables meet: Flink writes out whatever passes from one chain of steps to
      // another.
      tables =
          tables.and(
              begin
                  .apply("Read " + name, read(table))
                  .apply(
                      "Side " + name,
                      MapElements.into(TypeDescriptor.of(Side.class))
                          .via((WarehouseRow row) -> Side.of(row)))
                  .setCoder(Side.SideCoder.of())
                  .apply("Split " + name, ParDo.of(new SplitByIdFn(shards)))
                  .setCoder(SplitByIdFn.CODER));
    }
    return tables.apply("AllTables", Flatten.pCollections());
  }

  // What JdbcIO would rather do, guessing the coder, it cannot do for ours.
  @SuppressWarnings("deprecation")
  private JdbcIO.Read<WarehouseRow> read(EventTableRead table) {
    Database database = schema.database();
    String sql = table.sql();
    return JdbcIO.<WarehouseRow>read()
        .withDataSourceProviderFn(nothing -> database.reading(sql))
        .withQuery(EventColumns.table(table.type()))
        .withFetchSize(FETCH_ROWS)
        // The shuffle that it would make holds all rows; the match has one anyway.
        .withOutputParallelization(false)
        .withRowMapper(new RowMapper(database, table))
        .withCoder(WarehouseRowCoder.of());
  }

  /** A row of the result, its cells read by the kinds of this result's columns. */
  static final class RowMapper implements JdbcIO.RowMapper<WarehouseRow> {
    private final Database database;
    private final EventTableRead table;
    private transient @Nullable ResultSet known;
    private transient ColumnKind @Nullable [] kinds;

    RowMapper(Database database, EventTableRead table) {
      this.database = database;
      this.table = table;
    }

    @Override
    public WarehouseRow mapRow(ResultSet guarded) throws SQLException {
      ResultSet row = guarded.unwrap(ResultSet.class);
      try {
        return read(row);
      } catch (SQLException e) {
        throw database.failure(e);
      }
    }

    private WarehouseRow read(ResultSet row) throws SQLException {
      ColumnKind[] columns = kinds;
      if (columns == null || known != row) {
        columns = kindsOf(row);
        kinds = columns;
        known = row;
      }
      String id = row.getString(1);
      List<@Nullable String> values = new ArrayList<>(columns.length);
      for (int i = 0; i < columns.length; i++) {
        values.add(text(row, columns[i], i + 2));
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

    private ColumnKind[] kindsOf(ResultSet row) throws SQLException {
      ColumnKind[] found = new ColumnKind[table.columns().size()];
      for (int i = 0; i < found.length; i++) {
        found[i] = ColumnKind.of(row.getMetaData(), i + 2, database.url().dialect());
      }
      return found;
    }
  }
}
