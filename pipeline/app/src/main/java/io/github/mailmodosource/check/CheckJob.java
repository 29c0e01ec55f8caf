package io.github.mailmodosource.check;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.job.Checked;
import io.github.mailmodosource.job.SuppressedInput;
import io.github.mailmodosource.judge.SuppressedSource;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code check}: Segment's "Test and Save". Every setting is tried for real, whatever the others
 * come to, and is a line that says whether it is right, or how it is fixed. Nothing is sent, and
 * nothing stays.
 */
public final class CheckJob {
  public static final String NAME = "check";
  public static final String PURPOSE =
      "tries every setting of send and of the warehouse, and sends nothing";
  public static final List<String> EXAMPLES =
      List.of(
          "mailmodo-source check --activity='exports/*.csv' --contacts=identifies.csv",
          "mailmodo-source check --options=nightly.yaml");

  private CheckJob() {}

  public static int run(CommandLine commandLine) {
    CheckOptions options = commandLine.parse(CheckOptions.class);
    // The marks are not in every character set that a terminal may have been started with.
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    CheckLines lines = new CheckLines(commandLine, out);
    lines.print(GivenLines.of(commandLine));
    lines.print(List.of(""));
    SegmentCheck.make(commandLine, options, lines);
    List<Activity> activities = ActivityCheck.make(options, lines);
    ContactsCheck.make(options, activities, lines);
    checkSuppressed(options, lines);
    PlanCheck.make(options, activities, lines);
    FoldersCheck.make(options, lines);
    RunnerCheck.make(commandLine, options, lines);
    WarehouseCheck.make(options, lines);
    lines.print(List.of("", lines.sum()));
    return lines.wrong() == 0 ? ExitCode.DONE : ExitCode.USAGE;
  }

  private static void checkSuppressed(CheckOptions options, CheckLines lines) {
    if (options.getSuppressed() == null) {
      return;
    }
    SuppressedSource suppressed =
        lines.of(
            "suppressed",
            faults -> {
              Checked<SuppressedSource> source = SuppressedInput.of(options, faults);
              return source == null ? faults.fault("--suppressed is empty") : source;
            });
    if (suppressed != null) {
      SampleRows rows = lines.attempt("suppressed", () -> SampleRows.of(suppressed.rows()));
      if (rows != null) {
        lines.right("suppressed", rows.words() + " of " + rows.places() + " were looked at");
      }
    }
  }
}
