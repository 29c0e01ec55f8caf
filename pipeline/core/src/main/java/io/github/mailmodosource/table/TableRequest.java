package io.github.mailmodosource.table;

import io.github.mailmodosource.rows.FieldMapping;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the options ask for.
 *
 * @param option begins the names of the options, such as {@code activity}
 * @param table null if a query is given
 * @param query null if a table is given
 * @param partitionColumn null to read all by one statement
 * @param partitions how many
 * @param mapping the names that rows are read by
 * @param timeField our field that {@code since} and {@code until} are about; null if there is none
 */
public record TableRequest(
    String option,
    @Nullable String table,
    @Nullable String query,
    @Nullable String partitionColumn,
    int partitions,
    FieldMapping mapping,
    @Nullable String timeField,
    @Nullable Instant since,
    @Nullable Instant until) {
  /** Beyond it nothing is won, and databases refuse a statement with so many boundaries. */
  private static final int MOST_PARTITIONS = 1_000;

  /**
   * Checks what can be told without the database.
   *
   * @throws IllegalArgumentException with one clear line
   */
  public TableRequest {
    if ((table == null) == (query == null)) {
      throw new IllegalArgumentException(
          "a database needs either --"
              + option
              + "Table=NAME or --"
              + option
              + "Query='SELECT ...'"
              + (table == null ? "" : ", not both"));
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "--" + option + "Partitions=" + partitions + " must be at least 1");
    }
    if (partitions > MOST_PARTITIONS) {
      throw new IllegalArgumentException(
          "--"
              + option
              + "Partitions="
              + partitions
              + " is more than "
              + MOST_PARTITIONS
              + "; each is a statement of its own, and a few for each worker are enough");
    }
  }
}
