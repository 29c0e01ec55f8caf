package io.github.mailmodosource.ledger;

import io.github.mailmodosource.coding.Hash128;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What Segment has accepted of an unfinished run, in a folder that outlives its process: written
 * when Segment said yes, asked before a batch is sent. What it holds was accepted; what it does not
 * hold may have been, if the process ended in that very moment. A ledger that cannot be read or
 * written ends no run: events are sent again, under the same ids.
 *
 * <p>It holds ids, and no digests of batches: those are packed of what a bundle holds, so another
 * attempt, or another number of workers, has other batches. Many processes may write to one folder,
 * each to files of its own. Thread-safe.
 */
public final class Ledger {
  private final String folder;
  private final LedgerFiles files;
  private final LedgerKey key;
  private final Consumer<String> user;
  private final LedgerWriter writer;
  private @Nullable AcceptedRecords before;

  private Ledger(String folder, LedgerKey key, Consumer<String> user) {
    this.folder = folder;
    this.key = key;
    this.user = user;
    files = LedgerFiles.in(folder);
    writer = new LedgerWriter(folder, files, key, user);
  }

  /**
   * The ledger in a folder.
   *
   * @param folder of any Beam file system; it is made when there is something to write
   * @param user is told in a line what cannot be read or written
   * @throws IllegalArgumentException if no file system is there for the folder
   */
  public static Ledger in(String folder, LedgerKey key, Consumer<String> user) {
    return new Ledger(folder, key, user);
  }

  /** An attempt begins: what has been written until then, wherever, will be known to it. */
  public synchronized void begin() {
    before = null;
  }

  /** An attempt has ended; another may begin. */
  public synchronized void end() {
    before = null;
    writer.rest();
  }

  /** Which of these, by their positions, had been accepted when this attempt began. */
  public BitSet accepted(List<String> ids) throws InterruptedException {
    AcceptedRecords known = before();
    if (known.isEmpty()) {
      // As in most runs, which need not make records to find none.
      return new BitSet();
    }
    List<Hash128> records = key.records(ids);
    BitSet accepted = new BitSet();
    for (int i = 0; i < records.size(); i++) {
      accepted.set(i, known.contains(records.get(i)));
    }
    return accepted;
  }

  /** Writes down that these were accepted; when it returns, that stays, or cannot be written. */
  public void accept(List<String> ids) {
    writer.write(LedgerFile.bytes(key.records(ids)));
  }

  private synchronized AcceptedRecords before() throws InterruptedException {
    AcceptedRecords known = before;
    if (known == null) {
      known = new ReadLedger(folder, files, key, user).read();
      before = known;
    }
    return known;
  }
}
