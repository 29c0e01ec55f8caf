package io.github.mailmodosource.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.lines.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Moves what earlier runs left in a report's folder to {@code earlier/<their start>}: reports,
 * differences and letters, and nothing else that may stand there. Letters go where the start in
 * their name says. A folder without a report, and without a mark of a run, is none of these:
 * letters of runs that only had it as {@code --deadLetters} stay.
 */
final class EarlierRuns {
  private static final String EARLIER = "earlier";
  private static final String REPORT = "report.json";
  private static final List<String> REPORTS = List.of("differences.jsonl", "report.html", REPORT);
  private static final Pattern OF_A_RUN =
      Pattern.compile("(?:dead-letters|findings)-(.+-(\\d{8}T\\d{9}Z)(?:-\\d+)*)\\.jsonl");

  private static final String UNKNOWN_START = "unknown";

  private final FolderFiles folder;
  private final @Nullable RunMark mark;

  /** What was moved, the last one first: its name, and where it is now. */
  private final Deque<Map.Entry<String, String>> moved = new ArrayDeque<>();

  private EarlierRuns(FolderFiles folder, @Nullable RunMark mark) {
    this.folder = folder;
    this.mark = mark;
  }

  /**
   * Moves all of it. The report goes last: as long as it is there, its start is known.
   *
   * @param mark what the latest of them left; null if it is not known
   * @throws IOException if it cannot be moved; then it is where it was
   */
  static EarlierRuns move(FolderFiles folder, @Nullable RunMark mark) throws IOException {
    EarlierRuns earlier = new EarlierRuns(folder, mark);
    try {
      earlier.move();
      return earlier;
    } catch (IOException e) {
      earlier.moveBack();
      throw e;
    }
  }

  private void move() throws IOException {
    NavigableSet<String> names = folder.names();
    if (mark == null && REPORTS.stream().noneMatch(names::contains)) {
      return;
    }
    String start = start(names);
    Map<String, List<String>> byStart = new TreeMap<>();
    for (String name : names) {
      String its = startOf(name, start);
      if (its != null) {
        byStart.computeIfAbsent(its, s -> new ArrayList<>()).add(name);
      }
    }
    for (Map.Entry<String, List<String>> run : byStart.entrySet()) {
      List<String> files = run.getValue();
      files.sort(Comparator.comparing(REPORTS::indexOf));
      String target = freeFolder(run.getKey(), files);
      for (String name : files) {
        if (folder.isLocal() && Files.isDirectory(folder.path(name))) {
          throw new IOException(name + " is a folder");
        }
        folder.move(name, target + name);
        moved.push(Map.entry(name, target + name));
      }
    }
  }

  /** Where a file belongs; null if it is none of a run's, or not known whether its run goes on. */
  private @Nullable String startOf(String name, String ofReport) {
    if (REPORTS.contains(name) || isDraftOfMarkedRun(name)) {
      return ofReport;
    }
    Matcher ofARun = OF_A_RUN.matcher(name);
    return ofARun.matches() ? ofARun.group(2) : null;
  }

  /** What a killed run had begun to write. */
  private boolean isDraftOfMarkedRun(String name) {
    return REPORTS.stream().anyMatch(report -> name.startsWith(WholeFile.draftPrefix(report)))
        || (mark != null
            && name.startsWith(".")
            && name.endsWith(".tmp")
            && name.contains("-" + mark.run() + "."));
  }

  /** When the latest run began: it says so in its report, or in its mark if it was killed. */
  private String start(NavigableSet<String> names) throws IOException {
    if (names.contains(REPORT) && !(folder.isLocal() && Files.isDirectory(folder.path(REPORT)))) {
      try {
        String started = new ObjectMapper().readTree(folder.read(REPORT)).path("started").asText();
        return RunName.start(Instant.parse(started));
      } catch (com.fasterxml.jackson.core.JsonProcessingException | DateTimeException e) {
        // Of 0 bytes, as a full disk left them, or not ours at all.
      }
    }
    if (mark != null) {
      return RunName.start(mark.started());
    }
    return folder.isLocal()
        ? RunName.start(Files.getLastModifiedTime(folder.path(lastReport(names))).toInstant())
        : UNKNOWN_START;
  }

  private static String lastReport(NavigableSet<String> names) {
    return REPORTS.stream().filter(names::contains).reduce((first, second) -> second).orElseThrow();
  }

  /** A folder, with a slash, in which nothing is replaced. */
  private String freeFolder(String start, List<String> files) throws IOException {
    for (int n = 1; ; n++) {
      String free = EARLIER + "/" + start + (n == 1 ? "" : "-" + n) + "/";
      boolean isFree = true;
      for (String name : files) {
        isFree &= !folder.exists(free + name);
      }
      if (isFree) {
        return free;
      }
    }
  }

  /** Puts everything where it was. */
  void moveBack() throws IOException {
    while (!moved.isEmpty()) {
      Map.Entry<String, String> move = moved.pop();
      folder.move(move.getValue(), move.getKey());
      if (folder.isLocal()) {
        RunFolders.deleteIfEmpty(folder.path(move.getValue()).getParent());
      }
    }
    if (folder.isLocal()) {
      RunFolders.deleteIfEmpty(folder.path(EARLIER));
    }
  }
}
