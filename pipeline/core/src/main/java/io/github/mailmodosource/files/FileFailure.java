package io.github.mailmodosource.files;

import io.github.mailmodosource.failure.JobStoppedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in one line why a file could not be read. */
final class FileFailure {
  private FileFailure() {}

  static JobStoppedException of(String file, IOException e) {
    return JobStoppedException.of(line(file, e, "when the job started"), e);
  }

  /**
   * The line.
   *
   * @param before when the file existed, if it does not any more
   */
  static String line(String file, IOException e, String before) {
    if (e instanceof RefusedFileException) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof AccessDeniedException
        || (e instanceof FileNotFoundException && isThere(file))) {
      return file + " cannot be read: permission denied";
    }
    if (isGone(file, e)) {
      return file + " no longer exists; it did " + before;
    }
    // The end of the file, where a compressed stream goes on, comes without a message.
    String why = e.getMessage() == null ? "it ends too early" : e.getMessage();
    return file + " cannot be read to the end: " + why + "; is the file complete?";
  }

  /** Whether the file does not exist. */
  static boolean isGone(String file, IOException e) {
    return e instanceof NoSuchFileException
        || (e instanceof FileNotFoundException && !isThere(file));
  }

  /** Java says of a file that must not be read what it says of one that does not exist. */
  private static boolean isThere(String file) {
    return FileList.isLocal(file) && Files.exists(Path.of(file));
  }
}
