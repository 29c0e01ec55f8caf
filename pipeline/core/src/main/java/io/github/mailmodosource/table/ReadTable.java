package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.Continuation;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.jdbc.Guard;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowBlockCoder;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Redistribute;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Reads a table as blocks of rows, each range of its partition column by a statement of its own.
 * The rows stream: a worker holds the rows of one fetch and one block. A table without a partition
 * column is read by one worker, and its blocks are then spread, so that the others parse.
 */
final class ReadTable extends PTransform<PBegin, PCollection<RowBlock>> {
  /** Rows a fetch: about half a megabyte of activity, so that few round trips are made for it. */
  private static final int FETCH_ROWS = 1_000;

  private final InputTable table;
  private final int spread;

  private ReadTable(InputTable table, int spread) {
    this.table = table;
    this.spread = spread;
  }

  /**
   * Reads this table.
   *
   * @param spread over about how many parts the blocks of one long statement are spread
   */
  static ReadTable of(InputTable table, int spread) {
    return new ReadTable(table, spread);
  }

  @Override
  public PCollection<RowBlock> expand(PBegin begin) {
    begin
        .getPipeline()
        .getCoderRegistry()
        .registerCoderForClass(RowBlock.class, new RowBlockCoder());
    PCollectionList<RowBlock> blocks = PCollectionList.empty(begin.getPipeline());
    for (TableRead read : table.reads()) {
      blocks = blocks.and(read(begin, read));
    }
    return blocks.apply("Blocks", Flatten.pCollections());
  }

  private PCollection<RowBlock> read(PBegin begin, TableRead read) {
    Database database = table.database();
    String sql = read.sql();
    Continuation continuation = read.continuation();
    PCollection<RowBlock> blocks =
        begin
            .apply(read.name() + "Parts", Create.of(read.parts()).withCoder(new TablePartCoder()))
            .apply("Spread" + read.name() + "Parts", Redistribute.arbitrarily())
            .apply(
                "Read" + read.name() + "Parts",
                JdbcIO.<TablePart, RowBlock>readAll()
                    .withDataSourceProviderFn(
                        nothing -> Guard.dataSource(database, sql, continuation))
                    .withQuery(read.name())
                    .withParameterSetter(TablePart::set)
                    .withRowMapper(new TableRowMapper(table))
                    .withFetchSize(FETCH_ROWS)
                    .withOutputParallelization(false))
            .setCoder(new RowBlockCoder());
    return table.reads().size() > 1
        ? blocks
        : blocks.apply("SpreadBlocks", Redistribute.<RowBlock>arbitrarily().withNumBuckets(spread));
  }
}
