package io.github.mailmodosource.match;

import io.github.mailmodosource.judge.SuppressedView;
import io.github.mailmodosource.warehouse.EventTableRead;
import io.github.mailmodosource.warehouse.ReadEventTable;
import io.github.mailmodosource.warehouse.WarehouseRow;
import io.github.mailmodosource.warehouse.WarehouseRowCoder;
import io.github.mailmodosource.warehouse.WarehouseSchema;
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

/** Reads the seven tables, and splits their rows by id as {@link MatchById} takes them. */
public final class SplitWarehouse extends PTransform<PBegin, PCollection<KV<Integer, byte[]>>> {
  private final WarehouseSchema schema;
  private final int shards;
  private final transient @Nullable SuppressedView suppressed;

  private SplitWarehouse(WarehouseSchema schema, int shards, @Nullable SuppressedView suppressed) {
    this.schema = schema;
    this.shards = shards;
    this.suppressed = suppressed;
  }

  /**
   * Reads all tables of the schema.
   *
   * @param shards as many as the match has
   */
  public static SplitWarehouse of(WarehouseSchema schema, int shards) {
    return new SplitWarehouse(schema, shards, null);
  }

  /** Leaves out the rows of these people; null for nobody. */
  public SplitWarehouse without(@Nullable SuppressedView people) {
    return new SplitWarehouse(schema, shards, people);
  }

  @Override
  public PCollection<KV<Integer, byte[]>> expand(PBegin begin) {
    if (schema.isEmpty()) {
      return begin.apply("NoTables", Create.empty(SplitByIdFn.CODER));
    }
    PCollectionList<KV<Integer, byte[]>> tables = PCollectionList.empty(begin.getPipeline());
    for (EventTableRead table : schema.tables()) {
      String name = table.tableName();
      // Before the tables meet: Flink writes out whatever passes from one chain of steps to
      // another.
      tables =
          tables.and(
              rows(begin, table)
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

  private PCollection<WarehouseRow> rows(PBegin begin, EventTableRead table) {
    String name = table.tableName();
    PCollection<WarehouseRow> rows =
        begin.apply("Read " + name, ReadEventTable.of(schema.database(), table));
    return suppressed == null
        ? rows
        : rows.apply(
                "DropSuppressed " + name,
                suppressed.step(new DropSuppressedRowsFn(suppressed, table)))
            .setCoder(WarehouseRowCoder.of());
  }
}
