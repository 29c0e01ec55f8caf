package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.warehouse.EventTableRead;
import io.github.mailmodosource.warehouse.ReadEventTable;
import io.github.mailmodosource.warehouse.WarehouseRow;
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

/** Reads the seven tables, and splits their rows by id as {@link MatchById} takes them. */
final class SplitWarehouse extends PTransform<PBegin, PCollection<KV<Integer, byte[]>>> {
  private final WarehouseSchema schema;
  private final int shards;

  private SplitWarehouse(WarehouseSchema schema, int shards) {
    this.schema = schema;
    this.shards = shards;
  }

  /**
   * Reads all tables of the schema.
   *
   * @param shards as many as the match has
   */
  static SplitWarehouse of(WarehouseSchema schema, int shards) {
    return new SplitWarehouse(schema, shards);
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
              begin
                  .apply("Read " + name, ReadEventTable.of(schema.database(), table))
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
}
