package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.GivenOption;
import io.github.mailmodosource.commandline.NextCommand;
import io.github.mailmodosource.report.NextStep;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.StreamPart;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which command goes on from where a run ended, for those runs that leave something to be done. */
public final class NextSteps {
  private static final String REPLAY = "replay";

  private NextSteps() {}

  /**
   * The one of a run that sends, or shows what would be sent.
   *
   * @param report of the run as it ended, or as it is while it goes on
   * @return null if nothing is left to be done, or the words of the run are not known
   */
  public static @Nullable NextStep of(JobRun run, RunReport report) {
    if (report.isPreview()) {
      return report.exitCode() == ExitCode.DONE
          ? null
          : again(run, "when its cause is gone, look again:");
    }
    StreamPart stream = report.stream();
    if (stream != null && stream.running()) {
      return again(run, "if it was killed, start it again:");
    }
    if (report.exitCode() == ExitCode.DONE || report.exitCode() == ExitCode.DEAD_LETTERS) {
      return report.deadLetterCount() > 0 ? replay(run, report) : afterDrain(run, report);
    }
    return switch (report.exitCode()) {
      case ExitCode.INTERRUPTED, ExitCode.TERMINATED -> again(run, rest(run, report) + ":");
      case ExitCode.CEILING ->
          again(
              run,
              run.ledger() == null
                  ? "without a ledger this begins anew, and comes as far as this run did:"
                  : "send what is left, up to the same ceiling, which each run counts for itself:");
      default -> again(run, "when its cause is gone, " + rest(run, report) + ":");
    };
  }

  /** Where a run without end goes on that was asked to end, or may be killed at any moment. */
  private static @Nullable NextStep afterDrain(JobRun run, RunReport report) {
    return report.stream() == null ? null : again(run, rest(run, report) + ":");
  }

  private static String rest(JobRun run, RunReport report) {
    if (report.stream() != null) {
      return "start it again";
    }
    return run.ledger() == null ? "begin anew, under the same ids" : "send the rest";
  }

  /**
   * The same command once more.
   *
   * @param why what it does, and when
   */
  public static @Nullable NextStep again(JobRun run, String why) {
    CommandLine line = run.commandLine();
    return line == null ? null : step(why, line.again());
  }

  /** The same command with more options, in place of what it gives for them. */
  public static @Nullable NextStep again(JobRun run, String why, List<GivenOption> more) {
    CommandLine line = run.commandLine();
    if (line == null) {
      return null;
    }
    NextCommand command = line.again();
    for (GivenOption option : more) {
      command = command.with(option.name(), option.value());
    }
    return step(why, command);
  }

  /** The command that sends the dead letters of a run again. */
  public static @Nullable NextStep replay(JobRun run, RunReport report) {
    CommandLine line = run.commandLine();
    NextCommand command = line == null ? null : line.next(REPLAY);
    if (line == null || command == null) {
      return null;
    }
    // It is bounded, and its rows are no night's.
    command = turnedOff(line, command, "streaming", "false");
    command = turnedOff(line, command, "minRows", "0");
    command = command.with("deadLetters", letters(run, report));
    if (line.gives("report")) {
      command = command.with("report", run.reportFolder() + "/" + REPLAY);
    }
    return step("when their cause is gone, send the dead letters again:", command);
  }

  /** What a file or the environment gives for an option only another value can turn off. */
  private static NextCommand turnedOff(
      CommandLine line, NextCommand command, String option, String off) {
    NextCommand without = command.without(option);
    return line.gives(option) && without.options().size() == command.options().size()
        ? without.with(option, off)
        : without;
  }

  /** The folder that this run has for itself; of one that others write to as well, its files. */
  private static String letters(JobRun run, RunReport report) {
    String file = run.deadLetterFile();
    String folder = file.substring(0, file.lastIndexOf('/'));
    if (folder.equals(run.reportFolder())) {
      return folder;
    }
    if (report.stream() != null) {
      return lettersOf(file);
    }
    // A name of an object store is that of a folder, unless it is a pattern.
    return PathNames.isLocal(file) ? file : file.replaceAll("\\.jsonl$", "*.jsonl");
  }

  /** The files of letters of a run without end, which has one for each bundle. */
  public static String lettersOf(String file) {
    return file.replaceAll("\\.jsonl$", "-*.jsonl");
  }

  private static NextStep step(String why, NextCommand command) {
    NextCommand shown = command.shown(ShownOption::of);
    String changed =
        command.options().stream()
            .filter(option -> !shown.options().contains(option))
            .map(option -> "--" + option.name())
            .collect(Collectors.joining(", "));
    return new NextStep(
        changed.isEmpty()
            ? why
            : why.replaceFirst(":$", "") + " (put back what is not shown here of " + changed + "):",
        shown.line());
  }
}
