package io.github.mailmodosource.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that come without end. Threads in the background look for them and read ahead, into a
 * queue; the runner's thread takes what they bring, and it alone changes what a mark is made of, so
 * that a mark and the blocks that were passed on agree at every moment.
 *
 * @param <P> what the threads bring
 */
public abstract class NewRowsReader<P extends PieceQueue.Piece>
    extends UnboundedSource.UnboundedReader<RowUnit> {
  /** Flink sleeps 50 ms whenever there is nothing; a moment of patience here is less. */
  private static final long PATIENCE_MILLIS = 10;

  private static final long CLOSE_MILLIS = 5_000;

  private final String work;
  private final PieceQueue<P> queue = new PieceQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private @Nullable RowBlock current;
  private Instant currentTime = Instant.EPOCH;
  private Instant watermark = Instant.EPOCH;
  private volatile @Nullable Throwable bug;
  private volatile boolean closed;

  /**
   * A reader.
   *
   * @param work what it does, for the message of a failure, such as {@code watching files}
   */
  protected NewRowsReader(String work) {
    this.work = work;
  }

  /** What a thread in the background does, until it is interrupted or the reader is closed. */
  protected interface Background {
    void run() throws InterruptedException;
  }

  /**
   * Counts a piece as passed on. The runner's thread calls it.
   *
   * @return its block, if it has one
   */
  protected abstract @Nullable RowBlock pass(P piece);

  /** Into which the threads put what they bring. */
  protected final PieceQueue<P> queue() {
    return queue;
  }

  protected final boolean isClosed() {
    return closed;
  }

  /** Starts a thread of this name. If it fails, so does the reader. */
  protected final void inBackground(String name, Background background) {
    Thread thread =
        new Thread(
            () -> {
              try {
                background.run();
              } catch (InterruptedException e) {
                // The reader was closed.
              } catch (Throwable e) {
                bug = e;
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  @Override
  public final boolean advance() {
    while (true) {
      Throwable failure = bug;
      if (failure != null) {
        throw new IllegalStateException(work + " failed: " + failure, failure);
      }
      P piece = take();
      if (piece == null) {
        return false;
      }
      RowBlock block = pass(piece);
      if (block != null) {
        current = block;
        currentTime = now();
        return true;
      }
    }
  }

  private @Nullable P take() {
    try {
      return queue.poll(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public final RowUnit getCurrent() {
    if (current == null) {
      throw new NoSuchElementException();
    }
    return current;
  }

  /** When the block was taken: rows have times of their own, but all live in one window. */
  @Override
  public final Instant getCurrentTimestamp() {
    if (current == null) {
      throw new NoSuchElementException();
    }
    return currentTime;
  }

  /** Always now, for it has to advance: what waits in a step for a time would wait for ever. */
  @Override
  public final Instant getWatermark() {
    return now();
  }

  /** The clock of this machine, but never back. */
  private Instant now() {
    Instant time = Instant.now();
    if (time.isAfter(watermark)) {
      watermark = time;
    }
    return watermark;
  }

  /** Ends the threads, and waits for them for a moment. */
  @Override
  public void close() {
    closed = true;
    queue.close();
    threads.forEach(NewRowsReader::end);
  }

  private static void end(Thread thread) {
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
