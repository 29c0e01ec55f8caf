package io.github.mailmodosource.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.commandline.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The runs whose reports are in a folder: in itself, in its folders, and in what these keep of
 * {@code earlier} runs.
 *
 * @param runs the newest one first
 * @param unreadable files named {@code report.json} that are no reports, or cannot be read
 */
record PastRuns(List<PastRun> runs, List<Path> unreadable) {
  private static final Path REPORT = Path.of("report.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code reports/<run>/earlier/<start>/report.json}. */
  private static final int DEPTH = 4;

  /**
   * Looks for them.
   *
   * @throws UsageException with one clear line if there is no such folder
   */
  static PastRuns in(String folder) {
    List<PastRun> runs = new ArrayList<>();
    List<Path> unreadable = new ArrayList<>();
    for (Path file : reports(path(folder))) {
      PastRun run = read(file);
      if (run == null) {
        unreadable.add(file);
      } else {
        runs.add(run);
      }
    }
    runs.sort(Comparator.comparing(PastRun::started).reversed().thenComparing(PastRun::folder));
    return new PastRuns(runs, unreadable);
  }

  private static Path path(String folder) {
    if (folder.contains("://")) {
      throw new UsageException(
          "--reports=" + folder + " is not on this machine; copy the reports to a folder here");
    }
    try {
      Path path = Path.of(folder);
      if (Files.isDirectory(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new UsageException("--reports=" + folder + " is not a valid path");
    }
    throw new UsageException(
        "--reports: the folder "
            + folder
            + " does not exist; use the folder that runs leave reports in");
  }

  private static List<Path> reports(Path folder) {
    try (Stream<Path> files = Files.find(folder, DEPTH, (file, about) -> isReport(file))) {
      return files.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new UsageException("--reports: " + folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isReport(Path file) {
    return file.endsWith(REPORT);
  }

  private static @Nullable PastRun read(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      JsonNode report = JSON.readTree(Files.readAllBytes(file));
      Path shown = file.getParent();
      return PastRun.of(shown == null ? "." : shown.toString(), hasLetters(folder), report);
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean hasLetters(@Nullable Path folder) throws IOException {
    if (folder == null) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("dead-letters-"));
    }
  }
}
