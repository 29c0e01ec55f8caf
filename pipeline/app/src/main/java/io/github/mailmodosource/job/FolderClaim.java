package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is one run's alone until that has ended, such as its report's. A killed run must
 * not keep it for ever: the lock on a local file dies with its process, and the mark in an object
 * store, which knows no locks, gets old.
 */
public interface FolderClaim extends AutoCloseable {
  /**
   * Takes the folder.
   *
   * @param option the one that names the folder
   * @throws UsageException with one clear line that names the run that goes on there
   */
  static FolderClaim take(String option, MarkedFolder folder) throws IOException {
    return folder.isLocal() ? LockedFile.take(option, folder) : RenewedMark.take(option, folder);
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
  static UsageException taken(String option, MarkedFolder folder, String run) {
    return new UsageException(
        option
            + ": the run "
            + run
            + " is still going on in "
            + folder.folder()
            + "; wait for its end, or use another folder");
  }
}
