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
    if (e instanceof RefusedFileException) {
      return JobStoppedException.of(String.valueOf(e.getMessage()), e);
    }
    if (e instanceof AccessDeniedException
        || (e instanceof FileNotFoundException && isThere(file))) {
      return JobStoppedException.of(file + " cannot be read: permission denied", e);
    }
    if (e instanceof FileNotFoundException || e instanceof NoSuchFileException) {
      return JobStoppedException.of(file + " no longer exists; it did when the job started", e);
    }
    // The end of the file, where a compressed stream goes on, comes without a message.
    String why = e.getMessage() == null ? "it ends too early" : e.getMessage();
    return JobStoppedException.of(
        file + " cannot be read to the end: " + why + "; is the file complete?", e);
  }

  /** Java says of a file that must not be read what it says of one that does not exist. */
  private static boolean isThere(String file) {
    return FileList.isLocal(file) && Files.exists(Path.of(file));
  }
}
