package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.files.Prefetch.End;
import io.github.mailmodosource.files.Prefetch.Failed;
import io.github.mailmodosource.files.Prefetch.Piece;
import io.github.mailmodosource.files.Prefetch.Rows;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.rows.NewRowsReader;
import io.github.mailmodosource.rows.RowBlock;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Reads watched files. One thread in the background looks for them, another reads them ahead.
 *
 * <p>A file counts as taken from the moment it is handed out, also one that a mark says was being
 * read: a look does not find it again.
 */
final class WatchedFilesReader extends NewRowsReader<Piece> {
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
  private final Counter filesRead = RunCounters.files("read");
  private final Counter filesUnreadable = RunCounters.files("unreadable");
  private final long started = System.nanoTime();
  private final WatchMark.@Nullable Reading resumed;

  private WatchMark.@Nullable Reading reading;
  private volatile @Nullable Long lookedAt;

  /**
   * A reader that goes on from a mark.
   *
   * @param files what is watched today
   */
  WatchedFilesReader(WatchedFilesSource source, WatchedFiles files, WatchMark mark) {
    super("watching files");
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
    inBackground("watched files " + files.name() + ": looks", this::lookAgainAndAgain);
    inBackground("watched files " + files.name() + ": reads", this::readAhead);
    WatchFigures.add(files.name(), this);
    return advance();
  }

  @Override
  protected @Nullable RowBlock pass(Piece piece) {
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
    WatchFigures.remove(files.name(), this);
    super.close();
    LEFT.put(Watched.of(files), new SoftReference<>(standing));
  }

  private void lookAgainAndAgain() throws InterruptedException {
    while (!isClosed()) {
      lister.look();
      lookedAt = System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(files.interval().toNanos());
    }
  }

  private void readAhead() throws InterruptedException {
    Prefetch prefetch = new Prefetch(files, queue());
    if (resumed != null) {
      prefetch.read(resumed.file(), resumed.passed());
    }
    while (!isClosed()) {
      prefetch.read(standing.take(), 0);
    }
  }
}
