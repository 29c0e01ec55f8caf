package io.github.mailmodosource.ledger;

import io.github.mailmodosource.lines.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records for many threads, each of which waits until its own are there to stay. While one
 * write goes on, the others gather and are the next one; so a slow file system sees few writes, and
 * what is held in memory is what the threads that wait have brought.
 *
 * <p>It writes on a thread of its own: those that bring records are interrupted when a job stops,
 * and just then what was accepted last must be written. If nothing can be written, nothing is
 * waited for: a minute later it is tried again.
 */
final class LedgerWriter {
  private static final long RETRY_NANOS = Duration.ofMinutes(1).toNanos();

  private final String folder;
  private final LedgerFiles files;
  private final LedgerKey key;
  private final Consumer<String> user;
  private final ThreadPoolExecutor thread;

  /** What the next write brings, and who waits for it. Guarded by this. */
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();

  private CompletableFuture<@Nullable Void> written = new CompletableFuture<>();

  /** For the thread alone, as those below. */
  private @Nullable RecordOutput output;

  private @Nullable Long failedAt;
  private boolean told;

  LedgerWriter(String folder, LedgerFiles files, LedgerKey key, Consumer<String> user) {
    this.folder = folder;
    this.files = files;
    this.key = key;
    this.user = user;
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread made = new Thread(task, "segment-ledger");
              made.setDaemon(true);
              return made;
            });
    // Nobody closes this: its thread is there only while there is something to write.
    thread.allowCoreThreadTimeOut(true);
  }

  /** Writes records, and returns when they stay, or cannot be written. */
  void write(byte[] records) {
    CompletableFuture<@Nullable Void> mine;
    synchronized (this) {
      mine = written;
      if (gathered.size() == 0) {
        thread.execute(this::writeGathered);
      }
      gathered.writeBytes(records);
    }
    // Does not end with an interrupt, and keeps it for whoever asks next.
    mine.join();
  }

  private void writeGathered() {
    byte[] records;
    CompletableFuture<@Nullable Void> waiting;
    synchronized (this) {
      records = gathered.toByteArray();
      gathered.reset();
      waiting = written;
      written = new CompletableFuture<>();
    }
    try {
      tryToWrite(records);
    } finally {
      waiting.complete(null);
    }
  }

  private void tryToWrite(byte[] records) {
    Long failed = failedAt;
    if (failed != null && System.nanoTime() - failed < RETRY_NANOS) {
      return;
    }
    try {
      RecordOutput open = output;
      if (open == null) {
        open = files.write(key);
        output = open;
      }
      open.write(records);
      failedAt = null;
    } catch (IOException | RuntimeException e) {
      closeOutput();
      failedAt = System.nanoTime();
      if (!told) {
        told = true;
        user.accept(
            "what Segment accepts from now on is sent again after a stop: "
                + folder
                + " cannot be written ("
                + why(e)
                + ")");
      }
    }
  }

  /** No writer is there any more, unless somebody comes late: then there is another file. */
  void rest() {
    thread.execute(this::closeOutput);
  }

  private void closeOutput() {
    RecordOutput open = output;
    output = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // What it was to hold has been written, or has failed.
      }
    }
  }

  static String why(Exception failed) {
    return failed instanceof IOException io ? WholeFile.why(io) : failed.toString();
  }
}
