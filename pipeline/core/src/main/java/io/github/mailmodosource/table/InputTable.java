package io.github.mailmodosource.table;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowSource;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * A table or query of a database, looked at and cut into parts.
 *
 * @param source what the sources of its rows begin with: the table's name, or {@code query}
 * @param keyColumn the column that tells rows apart; null for the first
 * @param reads the statements that read every row once between them
 * @param bytes about how much text the rows are
 */
public record InputTable(
    Database database,
    ColumnNames names,
    String source,
    @Nullable String keyColumn,
    List<TableRead> reads,
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

  @Override
  public PTransform<PBegin, PCollection<RowBlock>> read(int parts) {
    return ReadTable.of(this, parts);
  }
}
