package io.github.mailmodosource.ledger;

import io.github.mailmodosource.coding.Hash128;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The folder of a ledger, for whoever keeps it or throws it away. */
public final class LedgerFolder {
  private final LedgerFiles files;
  private final SenderNotes notes;

  private LedgerFolder(LedgerFiles files, SenderNotes notes) {
    this.files = files;
    this.notes = notes;
  }

  /**
   * A folder of any Beam file system, which need not be there.
   *
   * @throws IllegalArgumentException if no file system is there for it
   */
  public static LedgerFolder of(String folder) {
    return new LedgerFolder(LedgerFiles.in(folder), SenderNotes.in(folder));
  }

  /** Whether there is a file of a ledger, of whatever key. */
  public boolean isEmpty() throws IOException {
    return files.list().isEmpty();
  }

  /**
   * How many events were accepted, by the length of the files: some may be counted twice after a
   * process was killed in an unlucky moment.
   *
   * @param key those of this key; null for all
   */
  public long count(@Nullable LedgerKey key) throws IOException {
    long count = 0;
    for (LedgerFiles.Entry entry : files.list()) {
      if (entry.bytes() >= LedgerFile.HEADER_BYTES && isOf(key, entry.name())) {
        count += (entry.bytes() - LedgerFile.HEADER_BYTES) / Hash128.BYTES;
      }
    }
    return count;
  }

  private boolean isOf(@Nullable LedgerKey key, String name) throws IOException {
    if (key == null) {
      return true;
    }
    try (InputStream in = files.open(name)) {
      return LedgerFile.owner(in, key) == LedgerFile.Owner.KEY;
    }
  }

  /**
   * Deletes the files of the ledger, and notes that nobody took; the folder stays, with what else
   * is in it.
   */
  public void clear() throws IOException {
    for (LedgerFiles.Entry entry : files.list()) {
      files.delete(entry.name());
    }
    notes.take();
  }
}
