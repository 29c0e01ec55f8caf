package io.github.mailmodosource.table;

import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.table.PollQueue.End;
import io.github.mailmodosource.table.PollQueue.Piece;
import io.github.mailmodosource.table.PollQueue.Rows;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a polled table. A thread polls and reads ahead; the runner's thread takes what it brings,
 * and it alone changes what a mark is made of, so that a mark and the blocks that were passed on
 * agree at every moment.
 */
final class PollTableReader extends UnboundedSource.UnboundedReader<RowBlock> {
  /** Flink sleeps 50 ms whenever there is nothing; a moment of patience here is less. */
  private static final long PATIENCE_MILLIS = 10;

  private static final long CLOSE_MILLIS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(PollTableReader.class);

  private final PollTableSource source;
  private final PolledTable table;
  private final PollPosition position;
  private final PollMemory memory;
  private final PollQueue queue = new PollQueue();
  private final TablePoller poller;

  private @Nullable PollMark mark;
  private @Nullable RowBlock current;
  private Instant currentTime = Instant.EPOCH;
  private Instant watermark = Instant.EPOCH;
  private @Nullable Thread polling;
  private volatile @Nullable Throwable bug;

  /**
   * A reader that goes on from a mark, or if there is none, from the beginning.
   *
   * @param table what is polled today
   */
  PollTableReader(PollTableSource source, PolledTable table, @Nullable PollMark mark) {
    this(source, table, mark, TablePoller.PATIENCE);
  }

  PollTableReader(
      PollTableSource source, PolledTable table, @Nullable PollMark mark, Duration patience) {
    this.source = source;
    this.table = table;
    boolean goesOn = mark != null && mark.isOf(table);
    if (mark != null && !goesOn) {
      LOG.warn(
          "{}: the state is about another table or cursor column ({} of {}); polling begins anew",
          table.name(),
          mark.column(),
          mark.source());
    }
    PollMark from = goesOn ? mark : null;
    position = from == null ? new PollPosition() : PollPosition.of(from);
    memory = PollMemory.of(table);
    poller =
        new TablePoller(
            table,
            from == null ? new PollPosition() : PollPosition.of(from),
            memory,
            queue,
            patience);
  }

  @Override
  public boolean start() {
    Thread thread = new Thread(this::poll, "polled table " + table.name());
    thread.setDaemon(true);
    thread.start();
    polling = thread;
    PollFigures.add(table.name(), memory);
    return advance();
  }

  private void poll() {
    try {
      poller.run();
    } catch (InterruptedException e) {
      // The reader was closed.
    } catch (Throwable e) {
      bug = e;
    }
  }

  @Override
  public boolean advance() {
    while (true) {
      Throwable failure = bug;
      if (failure != null) {
        throw new IllegalStateException("polling a table failed: " + failure, failure);
      }
      Piece piece = take();
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

  private @Nullable Piece take() {
    try {
      return queue.poll(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Counts a piece as passed on, and returns its block if it has one. */
  private @Nullable RowBlock pass(Piece piece) {
    if (piece instanceof Rows rows) {
      mark = null;
      position.move(rows.step());
      RowBlock block = rows.block();
      memory.passed(rowsOf(block), rows.lag());
      return block;
    }
    End end = (End) piece;
    Long rows = end.rows();
    if (rows != null && rows != position.rows()) {
      mark = null;
      position.setRows(rows);
    }
    memory.passed(end);
    return null;
  }

  private static long rowsOf(@Nullable RowBlock block) {
    long rows = 0;
    if (block != null) {
      for (byte b : block.bytes()) {
        rows += b == '\n' ? 1 : 0;
      }
    }
    return rows;
  }

  @Override
  public RowBlock getCurrent() {
    if (current == null) {
      throw new NoSuchElementException();
    }
    return current;
  }

  /** When the block was taken: rows have times of their own, but all live in one window. */
  @Override
  public Instant getCurrentTimestamp() {
    if (current == null) {
      throw new NoSuchElementException();
    }
    return currentTime;
  }

  /** Always now, for it has to advance: what waits in a step for a time would wait for ever. */
  @Override
  public Instant getWatermark() {
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

  @Override
  public PollMark getCheckpointMark() {
    PollMark known = mark;
    if (known == null) {
      known = position.mark(table.layout().source(), table.query().column());
      mark = known;
    }
    return known;
  }

  @Override
  public PollTableSource getCurrentSource() {
    return source;
  }

  @Override
  public void close() {
    PollFigures.remove(table.name(), memory);
    Thread thread = polling;
    if (thread == null) {
      return;
    }
    poller.close();
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
