package io.github.mailmodosource.table;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.rows.RowUnit;
import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * A table or query of a database that is polled for new rows, without end; see {@link PollTable}.
 *
 * @param name of the source; part of the state of a job that goes on, so it has to stay the same
 * @param columns what the database calls them
 * @param query the statements of a poll
 * @param interval between the beginnings of two polls
 * @param lag how long a row may become visible after its value was given
 * @param zone of cursor columns whose times have none
 */
public record PolledTable(
    String name,
    RowLayout layout,
    List<String> columns,
    CursorQuery query,
    Duration interval,
    Duration lag,
    ZoneId zone)
    implements RowSource, Serializable {
  private static final long serialVersionUID = 1;

  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration LAG = Duration.ofSeconds(30);

  public PolledTable {
    columns = List.copyOf(columns);
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("the time between two polls must not be " + interval);
    }
    if (lag.isNegative()) {
      throw new IllegalArgumentException("the lag of polls must not be " + lag);
    }
  }

  /**
   * Looks at the table: it and its cursor column have to exist before the run. The source is called
   * as the options of the request begin: {@code activity}.
   *
   * @param cursorColumn grows with each row: a time at which the row is written, or a number that
   *     is given in order; null if none was named
   * @throws IllegalArgumentException with one clear line for what is wrong with the options, such
   *     as a column that does not grow, or a query that cannot be a part of another statement
   * @throws io.github.mailmodosource.failure.JobStoppedException with one clear line for what is
   *     wrong with the database
   */
  public static PolledTable of(
      Database database, TableRequest request, @Nullable String cursorColumn) {
    return Survey.polled(database, request, cursorColumn);
  }

  static PolledTable of(String name, RowLayout layout, List<String> columns, CursorQuery query) {
    return new PolledTable(name, layout, columns, query, INTERVAL, LAG, ZoneOffset.UTC);
  }

  public PolledTable withInterval(Duration time) {
    return new PolledTable(name, layout, columns, query, time, lag, zone);
  }

  public PolledTable withLag(Duration time) {
    return new PolledTable(name, layout, columns, query, interval, time, zone);
  }

  /** Says of which zone the times of the cursor column are if they have none; else they are UTC. */
  public PolledTable withZone(ZoneId ofTimes) {
    return new PolledTable(name, layout, columns, query, interval, lag, ofTimes);
  }

  @Override
  public String step() {
    return "Table";
  }

  @Override
  public PTransform<PBegin, PCollection<RowUnit>> read(int parts) {
    return PollTable.of(this);
  }

  /** Never: what is polled is read once. */
  @Override
  public RowReader reader() {
    throw new IllegalArgumentException("a table that is polled is read once");
  }

  /** Nobody knows how much will come. */
  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public List<FirstRows> firstRows(int most) {
    return List.of(FirstRows.ofTable(layout.source(), columns));
  }

  CursorTimes times() {
    return new CursorTimes(query.kind(), zone);
  }

  /** The columns may be called anything, and so may the database. */
  @Override
  public String toString() {
    return "PolledTable[" + name + ", " + MaskedText.of(layout.source()) + "]";
  }
}
