package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.files.Prefetch.End;
import io.github.mailmodosource.files.Prefetch.Failed;
import io.github.mailmodosource.files.Prefetch.Piece;
import io.github.mailmodosource.files.Prefetch.Rows;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.rows.RowBlock;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.metrics.Counter;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads watched files. A thread looks for them, another reads them ahead; the runner's thread takes
 * what they bring, and it alone changes what a mark is made of, so that a mark and the blocks that
 * were passed on agree at every moment.
 *
 * <p>A file counts as taken from the moment it is handed out, also one that a mark says was being
 * read: a look does not find it again.
 */
final class WatchedFilesReader extends UnboundedSource.UnboundedReader<RowBlock> {
  /** Flink sleeps 50 ms whenever there is nothing; a moment of patience here is less. */
  private static final long PATIENCE_MILLIS = 10;

  private static final long CLOSE_MILLIS = 5_000;

  /**
   * What readers knew of files that they had not read: a runner that opens a reader anew, as the
   * DirectRunner does often, need not wait once more for them to stand still. Only a help: it may
   * be gone at any time.
   */
  private static final Map<Watched, SoftReference<StandingFiles>> LEFT = new ConcurrentHashMap<>();

  private record Watched(String name, List<String> patterns, Duration interval) {
    static Watched of(WatchedFiles files) {
      return new Watched(files.name(), files.patterns(), files.interval());
    }
  }

  private final WatchedFilesSource source;
  private final WatchedFiles files;
  private final SeenFiles seen;
  private final Map<Hash128, FileStamp> failed;
  private final StandingFiles standing;
  private final FileLister lister;
  private final Prefetch prefetch = new Prefetch();
  private final Counter filesRead = RunCounters.files("read");
  private final Counter filesUnreadable = RunCounters.files("unreadable");
  private final long started = System.nanoTime();
  private final WatchMark.@Nullable Reading resumed;

  private WatchMark.@Nullable Reading reading;
  private @Nullable RowBlock current;
  private Instant currentTime = Instant.EPOCH;
  private Instant watermark = Instant.EPOCH;
  private @Nullable Thread looking;
  private @Nullable Thread prefetching;
  private volatile @Nullable Throwable bug;
  private volatile @Nullable Long lookedAt;
  private volatile boolean closed;

  /**
   * A reader that goes on from a mark.
   *
   * @param files what is watched today
   */
  WatchedFilesReader(WatchedFilesSource source, WatchedFiles files, WatchMark mark) {
    this.source = source;
    this.files = files;
    seen = SeenFiles.of(mark.seen(), 0);
    failed = new ConcurrentHashMap<>(mark.failed());
    reading = mark.reading();
    resumed = reading;
    standing = new StandingFiles(files.interval().toNanos(), StandingFiles.MOST);
    SoftReference<StandingFiles> left = LEFT.remove(Watched.of(files));
    StandingFiles known = left == null ? null : left.get();
    if (known != null) {
      standing.takeOver(known);
    }
    if (resumed != null) {
      standing.resume(resumed.file(), System.nanoTime());
    }
    lister = new FileLister(files, seen, failed, standing, System::nanoTime);
  }

  @Override
  public boolean start() {
    looking = start("looks", this::lookAgainAndAgain);
    prefetching = start("reads", this::readAhead);
    WatchFigures.add(files.name(), this);
    return advance();
  }

  @Override
  public boolean advance() {
    while (true) {
      Throwable failure = bug;
      if (failure != null) {
        throw new IllegalStateException("watching files failed: " + failure, failure);
      }
      Piece piece = poll();
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

  private @Nullable Piece poll() {
    try {
      return prefetch.poll(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Counts a piece as passed on, and returns its block if it has one. */
  private @Nullable RowBlock pass(Piece piece) {
    FoundFile file = piece.file();
    if (piece instanceof Rows rows) {
      reading = new WatchMark.Reading(file, rows.block().passed());
      return rows.block();
    }
    reading = null;
    RowBlock letter = null;
    if (piece instanceof End) {
      remember(file);
      filesRead.inc();
    } else if (piece instanceof Failed failure) {
      failed.put(file.id(), failure.stamp());
      filesUnreadable.inc();
      letter = RowBlock.ofUnreadableFile(file.name(), failure.why());
    }
    // Last, so that no look finds it between.
    standing.passed(file);
    return letter;
  }

  private void remember(FoundFile file) {
    int second = FileLister.seconds(System.nanoTime() - started);
    seen.add(file.id(), second);
    if (file.target() != null) {
      seen.add(file.target(), second);
    }
    failed.remove(file.id());
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
  public WatchMark getCheckpointMark() {
    return new WatchMark(seen.ids(), failed, reading);
  }

  @Override
  public WatchedFilesSource getCurrentSource() {
    return source;
  }

  WatchFigures figures() {
    Long looked = lookedAt;
    Long oldest = standing.oldest();
    return new WatchFigures(
        seen.size(),
        failed.size(),
        standing.size(),
        looked == null ? null : WatchFigures.since(looked),
        oldest == null ? Duration.ZERO : WatchFigures.since(oldest));
  }

  @Override
  public void close() {
    closed = true;
    WatchFigures.remove(files.name(), this);
    prefetch.close();
    stop(looking);
    stop(prefetching);
    LEFT.put(Watched.of(files), new SoftReference<>(standing));
  }

  private void lookAgainAndAgain() throws InterruptedException {
    while (!closed) {
      lister.look();
      lookedAt = System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(files.interval().toNanos());
    }
  }

  private void readAhead() throws InterruptedException {
    FileReader reader = new FileReader(files.settings());
    if (resumed != null) {
      prefetch.read(resumed.file(), resumed.passed(), reader, files);
    }
    while (!closed) {
      prefetch.read(standing.take(), 0, reader, files);
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private Thread start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (InterruptedException | Prefetch.ClosedException e) {
                // The reader was closed.
              } catch (Throwable e) {
                bug = e;
              }
            },
            "watched files " + files.name() + ": " + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void stop(@Nullable Thread thread) {
    if (thread == null) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
