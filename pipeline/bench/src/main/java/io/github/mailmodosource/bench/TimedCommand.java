package io.github.mailmodosource.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs commands and takes their figures. Java does not tell what a process took once it has ended,
 * so GNU time does; without it bash, which does not tell the memory.
 */
final class TimedCommand {
  private static final String GNU_TIME = "/usr/bin/time";
  private static final String BASH_TIME =
      """
      figures="$1"
      shift
      TIMEFORMAT='%R %U %S 0'
      { time "$@" 2>&3; } 3>&2 2> "$figures"
      """;

  private final Children children;
  private final Path figures;
  private final boolean gnuTime;

  /** How a command ended, and what it took. */
  record Result(int exitCode, Usage usage) {}

  /**
   * Finds out which of the two is here.
   *
   * @param figures a file that does not exist yet, for their answers
   */
  TimedCommand(Children children, Path figures) throws IOException, InterruptedException {
    this.children = children;
    this.figures = figures;
    gnuTime =
        Files.isExecutable(Path.of(GNU_TIME))
            && children.run(List.of(GNU_TIME, "-f", "%e", "true"), figures) == 0;
  }

  TimedCommand(Children children, Path figures, boolean gnuTime) {
    this.children = children;
    this.figures = figures;
    this.gnuTime = gnuTime;
  }

  /**
   * Runs a command.
   *
   * @param log takes all that it says
   */
  Result run(List<String> command, Path log) throws IOException, InterruptedException {
    List<String> timed =
        new ArrayList<>(
            gnuTime
                ? List.of(GNU_TIME, "-f", "%e %U %S %M", "-o", figures.toString())
                : List.of("bash", "-c", BASH_TIME, "bash", figures.toString()));
    timed.addAll(command);
    int exitCode = children.run(timed, log);
    // GNU time says first if a command failed.
    List<String> lines = Files.readAllLines(figures);
    return new Result(exitCode, Usage.parse(lines.get(lines.size() - 1)));
  }
}
