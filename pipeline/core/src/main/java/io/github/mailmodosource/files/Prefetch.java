package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.PieceQueue;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.SourceRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads watched files ahead, one after the other, into a queue. Not thread-safe. */
final class Prefetch {
  /** How often a file of another machine is tried, within half a minute. */
  private static final int ATTEMPTS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(Prefetch.class);

  private final WatchedFiles files;
  private final PieceQueue<Piece> queue;
  private final FileReader reader;

  Prefetch(WatchedFiles files, PieceQueue<Piece> queue) {
    this.files = files;
    this.queue = queue;
    reader = new FileReader(files.settings());
  }

  /** A part of what a file gives. */
  sealed interface Piece extends PieceQueue.Piece {
    FoundFile file();
  }

  record Rows(FoundFile file, RowBlock block) implements Piece {}

  /** All rows of the file have been handed on. */
  record End(FoundFile file) implements Piece {}

  /** The file has changed since a reader before us was in the middle of it: it is new. */
  record Changed(FoundFile file) implements Piece {}

  /**
   * The file cannot be read, or no further.
   *
   * @param stamp of the file that failed: it is tried again when it has another one
   */
  record Failed(FoundFile file, FileStamp stamp, String why) implements Piece {
    @Override
    public String toString() {
      return "Failed[" + file + ", " + MaskedText.of(why) + "]";
    }
  }

  /**
   * Reads a file and puts all that it gives.
   *
   * @param passed how much of it was passed on before
   * @throws InterruptedException also if nobody takes what is read
   */
  void read(FoundFile file, long passed) throws InterruptedException {
    try {
      readWithRetries(file, passed);
    } catch (InterruptedReadException e) {
      throw e.interruption;
    }
  }

  private void readWithRetries(FoundFile file, long passed) throws InterruptedException {
    String name = file.name();
    boolean local = FileList.isLocal(name);
    Passing passing = new Passing(file, passed, passed > 0 ? null : files.check());
    for (int attempt = 1; ; attempt++) {
      try {
        if ((local || passed > 0) && !FileStamp.of(name).equals(file.stamp())) {
          queue.put(new Changed(file));
          return;
        }
        passing.begin();
        FileRange whole = FileRange.whole(new ListedFile(name, file.stamp().size(), false));
        reader.read(whole, files.blockBytes(), passing::add);
        passing.end();
        if (local && hasChanged(file)) {
          LOG.warn(
              "{} changed while it was read, and is not read again: write files under another name"
                  + " and rename them",
              MaskedText.of(name));
        }
        queue.put(new End(file));
        return;
      } catch (FaultException e) {
        queue.put(new Failed(file, file.stamp(), e.fault));
        return;
      } catch (IOException e) {
        boolean gone = FileFailure.isGone(name, e);
        if (local || gone || e instanceof RefusedFileException || attempt == ATTEMPTS) {
          queue.put(
              new Failed(
                  file,
                  gone ? FileStamp.GONE : file.stamp(),
                  FileFailure.line(name, e, "when it was found")));
          return;
        }
        // A network may fail for a moment; the file would not change, and never be tried again.
        LOG.warn(
            "{} is read again: {}",
            MaskedText.of(name),
            MaskedText.of(String.valueOf(e.getMessage())));
        TimeUnit.SECONDS.sleep(1L << attempt);
      }
    }
  }

  /** One that is gone was read all the same. */
  private static boolean hasChanged(FoundFile file) {
    try {
      return !FileStamp.of(file.name()).equals(file.stamp());
    } catch (IOException e) {
      return false;
    }
  }

  /** The blocks of one file on their way: held back until its first rows have been looked at. */
  private final class Passing {
    private static final long MOST_HELD = 4L << 20;

    private final FoundFile file;
    private long passed;
    private @Nullable FileCheck check;
    private final List<RowBlock> held = new ArrayList<>();
    private final List<SourceRow> rows = new ArrayList<>();
    private long heldBytes;

    Passing(FoundFile file, long passed, @Nullable FileCheck check) {
      this.file = file;
      this.passed = passed;
      this.check = check;
    }

    /** The file is read from its beginning, perhaps once more. */
    void begin() {
      held.clear();
      rows.clear();
      heldBytes = 0;
    }

    void add(RowBlock block) {
      if (check == null) {
        pass(block);
        return;
      }
      held.add(block);
      heldBytes += block.bytes().length;
      block.forEachRow(
          row -> {
            if (rows.size() < FileCheck.ROWS) {
              rows.add(row);
            }
          });
      if (rows.size() >= FileCheck.ROWS || heldBytes >= MOST_HELD) {
        end();
      }
    }

    /** Looks at what is held, and lets it go. */
    void end() {
      FileCheck look = check;
      check = null;
      if (look != null && !rows.isEmpty()) {
        String fault = look.fault(FirstRows.ofFile(file.name(), reader.columns(), rows));
        if (fault != null) {
          throw new FaultException(fault);
        }
      }
      held.forEach(this::pass);
      held.clear();
      rows.clear();
    }

    private void pass(RowBlock block) {
      RowBlock left = passed > 0 ? block.behind(passed) : block;
      if (left != null) {
        put(new Rows(file, left));
        passed = left.passed();
      }
    }
  }

  /** For whoever hands on blocks and may not throw what the queue does. */
  private void put(Rows rows) {
    try {
      queue.put(rows);
    } catch (InterruptedException e) {
      throw new InterruptedReadException(e);
    }
  }

  /** A file did not pass the caller's check. */
  private static final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String fault;

    FaultException(String fault) {
      super(fault, null, false, false);
      this.fault = fault;
    }
  }

  /** Brings an interruption through the readers of files. */
  private static final class InterruptedReadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final InterruptedException interruption;

    InterruptedReadException(InterruptedException interruption) {
      super(null, interruption, false, false);
      this.interruption = interruption;
    }
  }
}
