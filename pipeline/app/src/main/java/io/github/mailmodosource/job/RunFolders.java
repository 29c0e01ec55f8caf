package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;

/** The folders that a run writes to. */
final class RunFolders {
  private RunFolders() {}

  /**
   * Makes a folder with those above it, and returns it as files are named in it: without a slash at
   * its end, and a local one without {@code file://}, which Beam takes for a part of the name when
   * it writes. Folders of other file systems need not be made.
   *
   * @throws UsageException with one clear line, before anything is sent that could not be reported
   */
  static String make(String option, String value) {
    String folder = value.replaceFirst("^file:(//)?(?=/)", "").replaceFirst("(?<=.)/+$", "");
    if (folder.isBlank()) {
      throw new UsageException(option + " is empty; name a folder");
    }
    try {
      if (folder.contains("://")) {
        FileSystems.matchNewResource(folder, true);
      } else {
        Files.createDirectories(Path.of(folder));
      }
      return folder;
    } catch (IOException | InvalidPathException e) {
      throw cannotBeMade(option, folder, e);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          option
              + ": "
              + folder
              + " is on a file system that is not available ("
              + e.getMessage()
              + "); use another folder, or add its jars with MAILMODO_SOURCE_CLASSPATH",
          e);
    }
  }

  static UsageException cannotBeMade(String option, String folder, Exception e) {
    return new UsageException(
        option + ": the folder " + folder + " cannot be created; use another one", e);
  }
}
