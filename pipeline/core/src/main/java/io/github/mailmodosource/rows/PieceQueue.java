package io.github.mailmodosource.rows;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was read ahead and waits to be passed on: so much that a thousand small pieces can pass in a
 * moment, and no more than some megabytes, however much there is to read. One thread puts, another
 * takes.
 *
 * @param <P> what waits
 */
public final class PieceQueue<P extends PieceQueue.Piece> {
  private static final long MOST_BYTES = 8L << 20;

  /** What a piece takes besides its rows. */
  private static final long BYTES_OF_PIECE = 256;

  private final Deque<P> pieces = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  /** A part of what is read. */
  public interface Piece {
    /** Its rows; null if it has none, and says something else. */
    default @Nullable RowBlock block() {
      return null;
    }
  }

  /**
   * Puts a piece if there is room for it within that time.
   *
   * @return whether it was put
   * @throws InterruptedException also if nothing will be taken any more
   */
  public synchronized boolean offer(P piece, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (isTooMuch(piece)) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    add(piece);
    return true;
  }

  /**
   * Puts a piece, and waits as long as there is no room.
   *
   * @throws InterruptedException also if nothing will be taken any more
   */
  public synchronized void put(P piece) throws InterruptedException {
    while (isTooMuch(piece)) {
      wait();
    }
    add(piece);
  }

  /** One alone may be of any size. */
  private boolean isTooMuch(P piece) {
    return !closed && bytes > 0 && bytes + size(piece) > MOST_BYTES;
  }

  private void add(P piece) throws InterruptedException {
    if (closed) {
      throw new InterruptedException("nobody takes what is read");
    }
    pieces.add(piece);
    bytes += size(piece);
    notifyAll();
  }

  /** The next piece; null if none has come within that time. */
  public synchronized @Nullable P poll(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (pieces.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return null;
      }
      wait(left);
    }
    P piece = pieces.remove();
    bytes -= size(piece);
    notifyAll();
    return piece;
  }

  /** Nothing will be taken any more: who puts is interrupted. */
  public synchronized void close() {
    closed = true;
    pieces.clear();
    notifyAll();
  }

  private static long size(Piece piece) {
    RowBlock block = piece.block();
    return BYTES_OF_PIECE + (block == null ? 0 : block.bytes().length);
  }
}
