package io.github.mailmodosource.table;

import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.coding.MaskedText;
import java.util.List;
import org.apache.beam.sdk.io.UnboundedSource;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader of a polled table has come: all rows so far are in it, none that follow.
 *
 * @param source the table, or {@code query}; a mark of another one says nothing
 * @param column the cursor column; neither does one of another column
 * @param value the greatest value of a row that was passed on; null if there is none
 * @param passed the rows with that value that were passed on, up to {@link PollPosition#MOST_ROWS}
 *     of them
 * @param rows how many rows had that value when it was last read to its end
 */
record PollMark(
    String source, String column, @Nullable SqlValue value, List<Hash128> passed, long rows)
    implements UnboundedSource.CheckpointMark {

  PollMark {
    // The same state has the same bytes.
    passed = passed.stream().sorted().toList();
  }

  /** Whether it is about that table and that column, of which the values still are of this kind. */
  boolean isOf(PolledTable table) {
    return source.equals(table.layout().source())
        && column.equals(table.query().column())
        && (value == null || value.kind() == table.query().kind());
  }

  /** Nothing has to be told to anybody. */
  @Override
  public void finalizeCheckpoint() {}

  /** Without the value: it may be anything. */
  @Override
  public String toString() {
    return "PollMark[" + MaskedText.of(source) + ", " + passed.size() + " rows]";
  }
}
