package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A report's folder is one run's alone until that has ended. A killed run must not keep it for
 * ever: the lock on a local file dies with its process, and the mark in an object store, which
 * knows no locks, gets old.
 */
interface FolderClaim extends AutoCloseable {
  /**
   * Takes the folder.
   *
   * @throws UsageException with one clear line that names the run that goes on there
   */
  static FolderClaim take(FolderFiles folder) throws IOException {
    return folder.isLocal() ? LockedFile.take(folder) : RenewedMark.take(folder);
  }

  /** What the run before left here; null if there was none, or none is known. */
  @Nullable RunMark before();

  /** Writes down whose folder it is. */
  void mark(RunMark own) throws IOException;

  /** Leaves the folder as it was before. */
  void giveBack() throws IOException;

  /** The run has ended. */
  @Override
  void close() throws IOException;

  /** The one line about a run that goes on. */
  static UsageException taken(FolderFiles folder, String run) {
    return new UsageException(
        "--report: the run "
            + run
            + " is still going on in "
            + folder.folder()
            + "; wait for its end, or use another folder");
  }
}
