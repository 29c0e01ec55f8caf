package io.github.mailmodosource.ledger;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads what a ledger holds of a key. Files that are no ledger's, or cannot be read, end nothing:
 * what they held is sent again, and the user is told once.
 */
final class ReadLedger {
  /** Files go while they are read when another process merges its own. */
  private static final int MOST_LOOKS = 5;

  private final String folder;
  private final LedgerFiles files;
  private final LedgerKey key;
  private final Consumer<String> user;

  /** The files that cannot be read, with why. */
  private final List<String> unreadable = new ArrayList<>();

  ReadLedger(String folder, LedgerFiles files, LedgerKey key, Consumer<String> user) {
    this.folder = folder;
    this.files = files;
    this.key = key;
    this.user = user;
  }

  /** What the ledger holds now; nothing if it cannot be read. */
  AcceptedRecords read() throws InterruptedException {
    try {
      List<LedgerFiles.Entry> entries = files.list();
      AcceptedRecords records = entries.isEmpty() ? AcceptedRecords.none() : read(entries);
      if (!unreadable.isEmpty()) {
        user.accept(
            "what Segment accepted before may be sent again, under the same ids: "
                + folder
                + "/"
                + unreadable.get(0)
                + (unreadable.size() > 1 ? "; and " + (unreadable.size() - 1) + " others" : ""));
      }
      return records;
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (IOException | RuntimeException e) {
      user.accept(
          "what Segment accepted before is sent again, under the same ids: "
              + folder
              + " cannot be read ("
              + LedgerWriter.why(e)
              + ")");
      return AcceptedRecords.none();
    }
  }

  private static InterruptedException interrupted(ClosedByInterruptException e) {
    // Cleared, as whoever throws this does.
    boolean unused = Thread.interrupted();
    InterruptedException stopped = new InterruptedException("the ledger was being read");
    stopped.initCause(e);
    return stopped;
  }

  private AcceptedRecords read(List<LedgerFiles.Entry> first) throws IOException {
    try (SortRecords sort = new SortRecords()) {
      Set<String> seen = new HashSet<>();
      List<LedgerFiles.Entry> entries = first;
      for (int look = 1; look <= MOST_LOOKS; look++) {
        boolean allThere = true;
        for (LedgerFiles.Entry entry : entries) {
          if (seen.add(entry.name())) {
            allThere &= read(entry.name(), sort);
          }
        }
        if (allThere) {
          break;
        }
        entries = files.list();
      }
      return sort.sorted();
    }
  }

  /**
   * Reads one file.
   *
   * @return false if it is not there any more
   */
  private boolean read(String name, SortRecords records) throws IOException {
    // What goes wrong with the temporary file is no fault of this one.
    boolean[] sorting = new boolean[1];
    try (InputStream in = files.open(name)) {
      switch (LedgerFile.owner(in, key)) {
        case KEY ->
            LedgerFile.read(
                in,
                (high, low) -> {
                  sorting[0] = true;
                  records.accept(high, low);
                  sorting[0] = false;
                });
        case UNKNOWN -> unreadable.add(name + " is damaged");
        case OTHER -> {}
      }
    } catch (NoSuchFileException | FileNotFoundException e) {
      return false;
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      if (sorting[0]) {
        throw e;
      }
      unreadable.add(name + " cannot be read (" + LedgerWriter.why(e) + ")");
    }
    return true;
  }
}
