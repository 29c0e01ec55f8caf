package io.github.mailmodosource.table;

import io.github.mailmodosource.coding.Hash128;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Up to which value the rows of a table have been read, and which of the rows that have it: a poll
 * begins at that value, because further rows may have got it since, and drops those that it knows.
 *
 * <p>Of one value, {@link #MOST_ROWS} rows are remembered. Where more have it, such as the rows of
 * one large transaction, their number is remembered too: as long as the table has just so many of
 * them, a poll begins behind the value; when there is one more, all that are not remembered are
 * passed on once more, and are duplicates further on. Not thread-safe.
 */
final class PollPosition {
  /** In a checkpoint they are 1 MB; here, about 5 MB. */
  static final int MOST_ROWS = 1 << 16;

  private final int most;
  private @Nullable SqlValue value;
  private final Set<Hash128> passed = new HashSet<>();
  private long rows;

  PollPosition() {
    this(MOST_ROWS);
  }

  PollPosition(int most) {
    this.most = most;
  }

  /** Where a mark says. */
  static PollPosition of(PollMark mark) {
    PollPosition position = new PollPosition();
    position.value = mark.value();
    position.passed.addAll(mark.passed());
    position.rows = mark.rows();
    return position;
  }

  /**
   * What a block of rows adds to a position.
   *
   * @param value of the last of its rows
   * @param anew whether the position had another value before, or whatever it had does not count
   * @param passed the rows of the block with that value
   */
  record Step(@Nullable SqlValue value, boolean anew, List<Hash128> passed) {
    @Override
    public String toString() {
      return "Step[" + passed.size() + " rows]";
    }
  }

  /** Moves to where a block ends. */
  void move(Step step) {
    if (step.anew()) {
      begin(step.value());
    }
    passed.addAll(step.passed());
  }

  /** Moves to a value of which no row is known. */
  void begin(@Nullable SqlValue at) {
    value = at;
    passed.clear();
    rows = 0;
  }

  /**
   * Remembers a row.
   *
   * @return whether there was room for it
   */
  boolean remember(Hash128 row) {
    return passed.size() < most && passed.add(row);
  }

  boolean isPassed(Hash128 row) {
    return passed.contains(row);
  }

  boolean isAt(SqlValue other) {
    return Objects.equals(value, other);
  }

  @Nullable SqlValue value() {
    return value;
  }

  /** Whether rows with the value may have been passed on that are not remembered. */
  boolean isFull() {
    return passed.size() >= most;
  }

  int most() {
    return most;
  }

  /** How many rows with the value there were when it was last read to its end. */
  long rows() {
    return rows;
  }

  void setRows(long count) {
    rows = count;
  }

  PollMark mark(String source, String column) {
    return new PollMark(source, column, value, new ArrayList<>(passed), rows);
  }
}
