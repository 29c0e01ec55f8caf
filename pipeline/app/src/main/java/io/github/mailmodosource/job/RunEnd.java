package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.report.ReportFiles;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.RunSummary;
import java.util.List;
import org.apache.beam.sdk.Pipeline;

/** How a run ends: its summary on the screen, its report files, its exit code. */
public final class RunEnd {
  private RunEnd() {}

  /** Runs the pipeline to its end, reports, and returns the exit code. */
  public static int of(JobRun run, Pipeline pipeline) {
    RunReport counted =
        PipelineRun.execute(
            run, pipeline, (result, report) -> report, stopped -> reportStop(run, stopped));
    List<String> differences = counted.funnel().differences();
    RunReport report = counted.withExitCode(exitCode(run, counted, differences));
    // Printed first: it must be seen even if the disk is full.
    RunSummary.print(report, System.out);
    ReportFiles.write(report, run.reportFolder());
    printDeadLetterFile(run, report);
    printReportPage(run);
    differences.forEach(
        line -> System.err.println("mailmodo-source: the funnel does not add up: " + line));
    if (report.exitCode() == ExitCode.DEAD_LETTERS) {
      System.err.println(
          "mailmodo-source: "
              + report.deadLetterCount()
              + " dead letters, more than --maxDeadLetters="
              + run.maxDeadLetters()
              + " allows");
    }
    return report.exitCode();
  }

  private static void reportStop(JobRun run, RunReport report) {
    RunSummary.print(report, System.out);
    printDeadLetterFile(run, report);
    ReportFiles.write(report, run.reportFolder());
    printReportPage(run);
  }

  /** Says where dead letters are, if any have been written. */
  public static void printDeadLetterFile(JobRun run, RunReport report) {
    if (report.deadLetterCount() > 0) {
      System.out.println("  letters       " + run.deadLetterFile());
    }
  }

  /** Says where the page is. */
  public static void printReportPage(JobRun run) {
    System.out.println("  report        " + run.reportFolder() + "/report.html");
  }

  private static int exitCode(JobRun run, RunReport report, List<String> differences) {
    if (!differences.isEmpty()) {
      return ExitCode.FAILED;
    }
    return report.deadLetterCount() > run.maxDeadLetters() ? ExitCode.DEAD_LETTERS : ExitCode.DONE;
  }
}
