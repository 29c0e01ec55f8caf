package io.github.mailmodosource.table;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of a polled table besides the mark: when the next poll is due, what the
 * last ones have seen, and figures. It outlives a reader, because a runner that opens a reader
 * anew, as the DirectRunner does many times a minute, must neither poll each time nor wait for the
 * lag each time. There is one for each table that this process has polled.
 */
final class PollMemory {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 20;
  private static final Duration COUNT_EVERY = Duration.ofHours(1);

  private static final Map<Table, PollMemory> OF_TABLES = new ConcurrentHashMap<>();

  private record Table(String name, String url, String source, String column) {}

  final SeenNumbers numbers = new SeenNumbers();
  final DatabaseClock clock = new DatabaseClock();

  private @Nullable Long next;
  private int failuresInARow;
  private @Nullable Long countedAt;

  private @Nullable Long polledAt;
  private @Nullable Duration lag;
  private long lagAt;
  private long rows;
  private long rowsWithoutValue;
  private long failures;

  /** What is known of a table. */
  static PollMemory of(PolledTable table) {
    return OF_TABLES.computeIfAbsent(
        new Table(
            table.name(),
            table.layout().database().url().url(),
            table.layout().source(),
            table.query().column()),
        nothing -> new PollMemory());
  }

  /** Until when the next poll has to wait, as {@link System#nanoTime}; null if it need not. */
  synchronized @Nullable Long next() {
    return next;
  }

  /** Rows of a poll have been passed on, but not all: who goes on from there need not wait. */
  synchronized void passed(long count, @Nullable Duration behind) {
    next = null;
    rows += count;
    setLag(behind);
  }

  /** All that a poll gave has been passed on. */
  synchronized void passed(PollPiece.End end) {
    next = end.next();
    setLag(end.lag());
  }

  private void setLag(@Nullable Duration behind) {
    if (behind != null) {
      lag = behind;
      lagAt = System.nanoTime();
    }
  }

  synchronized void polled() {
    failuresInARow = 0;
    polledAt = System.nanoTime();
  }

  /**
   * A poll has failed.
   *
   * @return how long to wait for the next
   */
  synchronized Duration failed(Duration interval) {
    failures++;
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failuresInARow, MOST_DOUBLINGS));
    failuresInARow++;
    return pause.compareTo(interval) < 0 ? pause : interval;
  }

  /** Whether polls have failed since one has not. */
  synchronized boolean isFailing() {
    return failuresInARow > 0;
  }

  /** Whether the rows without a value should be counted again; then they are not for a while. */
  synchronized boolean isTimeToCount() {
    long now = System.nanoTime();
    if (countedAt != null && now - countedAt < COUNT_EVERY.toNanos()) {
      return false;
    }
    countedAt = now;
    return true;
  }

  /**
   * Sets how many rows have no value.
   *
   * @return whether there are more than before
   */
  synchronized boolean setRowsWithoutValue(long count) {
    boolean isMore = count > rowsWithoutValue;
    rowsWithoutValue = count;
    return isMore;
  }

  synchronized PollFigures figures() {
    return new PollFigures(
        rows,
        rowsWithoutValue,
        failures,
        failuresInARow,
        polledAt == null ? null : since(polledAt),
        lag == null ? null : lag.plus(since(lagAt)));
  }

  private static Duration since(long nanoTime) {
    return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime));
  }
}
