package io.github.mailmodosource.table;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.rows.RowUnit;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * A table or query of a database, looked at and split into partitions.
 *
 * @param columns what the database calls them
 * @param ofUser whether the statements hold a query of the user's
 * @param queries the statements that read every row once between them
 * @param whole one statement that reads every row: of one moment, as databases have it
 * @param bytes about how much text the rows are
 */
public record InputTable(
    RowLayout layout,
    List<String> columns,
    boolean ofUser,
    List<PartitionQuery> queries,
    PartitionQuery whole,
    long bytes)
    implements RowSource {

  /**
   * Looks at what the options ask for.
   *
   * @throws IllegalArgumentException with one clear line for what is wrong with the options
   * @throws JobStoppedException with one clear line for what is wrong with the database
   */
  public static InputTable of(Database database, TableRequest request) {
    return Survey.of(database, request);
  }

  /**
   * Asks the database what it is like.
   *
   * @throws JobStoppedException with one clear line if it does not tell
   */
  public TableDescription describe() {
    return TableDescription.of(this);
  }

  @Override
  public String step() {
    return "Table";
  }

  @Override
  public PTransform<PBegin, PCollection<RowUnit>> read(int parts) {
    return ReadTable.of(this, parts);
  }

  @Override
  public RowReader reader() {
    return new TableReader(layout, whole.sql(), whole.partitions().get(0));
  }

  @Override
  public List<FirstRows> firstRows(int most) {
    return List.of(FirstRows.ofTable(layout.source(), columns));
  }
}
