package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.jdbc.PatientStatement;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.rows.RowUnitCoder;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Reads a table as blocks of rows, each partition by a statement of its own: by JdbcIO, or where
 * that cannot do what is promised, by a {@link ReadPartitionFn}. The rows stream: a worker holds
 * the rows of one fetch and one block. A table without a partition column is read by one worker,
 * and its blocks are then spread, so that the others parse.
 */
final class ReadTable extends PTransform<PBegin, PCollection<RowUnit>> {
  /** Rows a fetch: about half a megabyte of activity, so that few round trips are made for it. */
  static final int FETCH_ROWS = 1_000;

  private final InputTable table;
  private final int spread;

  private ReadTable(InputTable table, int spread) {
    this.table = table;
    this.spread = spread;
  }

  /**
   * Reads this table.
   *
   * @param spread over about how many workers the blocks of one long statement are spread
   */
  static ReadTable of(InputTable table, int spread) {
    return new ReadTable(table, spread);
  }

  @Override
  public PCollection<RowUnit> expand(PBegin begin) {
    begin.getPipeline().getCoderRegistry().registerCoderForClass(RowUnit.class, new RowUnitCoder());
    PCollectionList<RowUnit> blocks = PCollectionList.empty(begin.getPipeline());
    for (PartitionQuery query : table.queries()) {
      blocks = blocks.and(read(begin, query));
    }
    return blocks.apply("Blocks", Flatten.pCollections());
  }

  private PCollection<RowUnit> read(PBegin begin, PartitionQuery query) {
    PCollection<TablePartition> partitions =
        begin
            .apply(
                query.name() + "Partitions",
                Create.of(query.partitions()).withCoder(new TablePartitionCoder()))
            .apply("Spread" + query.name() + "Partitions", Reshuffle.viaRandomKey());
    String step = "Read" + query.name() + "Partitions";
    PCollection<RowUnit> blocks =
        query.continuation() != null || table.ofUser()
            ? partitions.apply(step, ParDo.of(new ReadPartitionFn(table.layout(), query)))
            : partitions.apply(step, jdbcIo(query));
    blocks.setCoder(new RowUnitCoder());
    return table.queries().size() > 1
        ? blocks
        : blocks.apply("SpreadBlocks", Reshuffle.<RowUnit>viaRandomKey().withNumBuckets(spread));
  }

  private JdbcIO.ReadAll<TablePartition, RowUnit> jdbcIo(PartitionQuery query) {
    Database database = table.layout().database();
    return JdbcIO.<TablePartition, RowUnit>readAll()
        .withDataSourceProviderFn(nothing -> database.dataSource())
        .withQuery(query.sql())
        .withParameterSetter(
            (partition, statement) -> PatientStatement.set(statement, partition::set))
        .withFetchSize(FETCH_ROWS)
        .withRowMapper(new TableBlockMapper(table.layout()))
        .withOutputParallelization(false);
  }
}
