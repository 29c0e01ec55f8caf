package io.github.mailmodosource.job;

import io.github.mailmodosource.lines.WholeFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a run is called: {@code send-20261120T030405678Z}, job and start. */
final class RunName {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The names of all runs of this process. */
  private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();

  private RunName() {}

  /**
   * Takes a name that no other run has; those that begin in the same millisecond get {@code -2},
   * {@code -3} and so on.
   *
   * @param reports where a folder of that name is made as well, so that it is the name's alone;
   *     null for no folder
   */
  static String take(String job, Instant started, @Nullable Path reports) {
    String name = job + "-" + start(started);
    String free = name;
    for (int n = 2; !TAKEN.add(free) || (reports != null && !isMade(reports.resolve(free))); n++) {
      free = name + "-" + n;
    }
    return free;
  }

  /** {@code 20261120T030405678Z}: no character of it is special in any file system. */
  static String start(Instant started) {
    return START.format(started).replace(".", "");
  }

  private static boolean isMade(Path folder) {
    try {
      WholeFile.createFolder(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw RunFolders.cannotBeMade("--report", folder.toString(), e);
    }
  }
}
