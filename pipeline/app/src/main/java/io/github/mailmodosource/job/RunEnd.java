package io.github.mailmodosource.job;

import io.github.mailmodosource.cluster.JobEnd;
import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.log.Notice;
import io.github.mailmodosource.report.ReportFiles;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.RunSummary;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.Pipeline;
import org.jspecify.annotations.Nullable;

/** How a run ends: its summary on the screen, its report files, its exit code. */
public final class RunEnd {
  private RunEnd() {}

  /**
   * Runs the pipeline to its end, reports, and returns the exit code.
   *
   * @param contacts the look at the contacts before the run; null if it has none
   */
  public static int of(JobRun run, Pipeline pipeline, @Nullable FirstLook contacts) {
    RunReport counted =
        PipelineRun.execute(
            run,
            pipeline,
            (counts, report) -> report,
            stopped -> reportStop(run, stopped, System.out, ReportFiles::write));
    return report(run, counted, contacts, System.out, ReportFiles::write);
  }

  /**
   * Reports a run that had its job elsewhere, and returns the exit code.
   *
   * @param finished when it had ended
   */
  public static int ofJob(JobRun run, JobEnd end, Instant finished) {
    String why = ClusterRun.why(end);
    if (why != null) {
      RunReport stopped = ClusterRun.stopped(run, end, why).withExitCode(ExitCode.FAILED);
      reportStop(run, stopped.withFinished(finished), System.out, ReportFiles::write);
      throw JobStoppedException.of(why);
    }
    RunReport counted = ClusterRun.report(run, end).withFinished(finished);
    return report(run, counted, null, System.out, ReportFiles::write);
  }

  /**
   * Reports a run that came to its end, and returns the exit code.
   *
   * @param contacts the look at the contacts before the run; null if it has none
   * @param out gets what a person reads
   * @param files writes the report of the run into its folder
   */
  public static int report(
      JobRun run,
      RunReport counted,
      @Nullable FirstLook contacts,
      PrintStream out,
      BiConsumer<RunReport, String> files) {
    RunVerdict verdict = RunVerdict.ofRun(run, counted, contacts);
    List<String> notes = new ArrayList<>(counted.notes());
    notes.addAll(verdict.lines());
    RunReport report =
        counted
            .withExitCode(ExitCode.of(verdict.exitCode(), lettersExitCode(run, counted)))
            .withNotes(notes);
    report = report.withNext(NextSteps.of(run, report));
    // Printed first: it must be seen even if the disk is full.
    RunSummary.print(report, out);
    printDeadLetterFile(run, report, out);
    try {
      files.accept(report, run.reportFolder());
      printReportPage(run, out);
      RunSummary.printNext(report, out);
      printNotes(counted);
    } finally {
      printErrors(run, verdict, report);
    }
    return report.exitCode();
  }

  /**
   * Says what a run that stopped came to, on the screen and in its files.
   *
   * @param out gets what a person reads
   * @param files writes the report of the run into its folder
   */
  public static void reportStop(
      JobRun run, RunReport stopped, PrintStream out, BiConsumer<RunReport, String> files) {
    RunReport report = stopped.withNext(NextSteps.of(run, stopped));
    RunSummary.print(report, out);
    printDeadLetterFile(run, report, out);
    files.accept(report, run.reportFolder());
    printReportPage(run, out);
    RunSummary.printNext(report, out);
    printNotes(report);
  }

  private static void printNotes(RunReport report) {
    report.notes().forEach(Notice::warn);
  }

  /** Says where dead letters are, if any have been written. */
  public static void printDeadLetterFile(JobRun run, RunReport report, PrintStream out) {
    if (report.deadLetterCount() > 0) {
      out.println("  letters       " + run.deadLetterFile());
    }
  }

  /** Says where the page is. */
  public static void printReportPage(JobRun run, PrintStream out) {
    out.println("  report        " + run.reportFolder() + "/report.html");
  }

  /** Says on standard error what a user must not miss. */
  public static void printErrors(JobRun run, RunVerdict verdict, RunReport report) {
    verdict.lines().forEach(Notice::error);
    if (lettersExitCode(run, report) != ExitCode.DONE) {
      long letters = report.deadLetterCount();
      Notice.error(
          letters
              + (letters == 1 ? " dead letter" : " dead letters")
              + ", more than --maxDeadLetters="
              + run.maxDeadLetters()
              + " allows");
    }
  }

  /** What the dead letters alone come to. */
  public static int lettersExitCode(JobRun run, RunReport report) {
    return report.deadLetterCount() > run.maxDeadLetters() ? ExitCode.DEAD_LETTERS : ExitCode.DONE;
  }
}
