package io.github.mailmodosource.table;

import io.github.mailmodosource.rows.RowBlock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a table and waits to be passed on: some megabytes of it. One thread puts,
 * another takes.
 */
final class PollQueue {
  static final long MOST_BYTES = 8L << 20;

  /** What a piece takes besides its rows. */
  private static final long BYTES_OF_PIECE = 256;

  private final Deque<Piece> pieces = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  /** A part of what a poll gives. */
  sealed interface Piece {}

  /**
   * Rows, or only a position to go on from.
   *
   * @param block null if there are no rows
   * @param lag how far behind the database's clock the last row is; null if its value is no time
   */
  record Rows(@Nullable RowBlock block, PollPosition.Step step, @Nullable Duration lag)
      implements Piece {
    @Override
    public String toString() {
      return "Rows[" + step + "]";
    }
  }

  /**
   * A poll has ended.
   *
   * @param rows how many rows have the value of the position; null if it was not read to its end
   * @param next when the next one begins, as {@link System#nanoTime}
   * @param lag how far behind now all rows have been read; null if that is not known
   */
  record End(@Nullable Long rows, long next, @Nullable Duration lag) implements Piece {}

  /**
   * Puts a piece if there is room for it within that time.
   *
   * @return whether it was put
   */
  synchronized boolean offer(Piece piece, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!closed && bytes > 0 && bytes + size(piece) > MOST_BYTES) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    add(piece);
    return true;
  }

  /** Puts a piece, and waits as long as there is no room. */
  synchronized void put(Piece piece) throws InterruptedException {
    while (!closed && bytes > 0 && bytes + size(piece) > MOST_BYTES) {
      wait();
    }
    add(piece);
  }

  private void add(Piece piece) throws InterruptedException {
    if (closed) {
      throw new InterruptedException("nobody takes what is read");
    }
    pieces.add(piece);
    bytes += size(piece);
    notifyAll();
  }

  /** Nothing will be taken any more: who puts is interrupted. */
  synchronized void close() {
    closed = true;
    pieces.clear();
    notifyAll();
  }

  /** The next piece; null if none has come within that time. */
  synchronized @Nullable Piece poll(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (pieces.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return null;
      }
      wait(left);
    }
    Piece piece = pieces.remove();
    bytes -= size(piece);
    notifyAll();
    return piece;
  }

  private static long size(Piece piece) {
    RowBlock block = piece instanceof Rows rows ? rows.block() : null;
    return BYTES_OF_PIECE + (block == null ? 0 : block.bytes().length);
  }
}
