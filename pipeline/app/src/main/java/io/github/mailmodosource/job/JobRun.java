package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.event.Version;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.metrics.ProcessCounts;
import io.github.mailmodosource.report.ReadCounters;
import io.github.mailmodosource.report.ReportFiles;
import io.github.mailmodosource.report.ReportOptions;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.RunSummary;
import io.github.mailmodosource.report.Stop;
import io.github.mailmodosource.runner.Failures;
import io.github.mailmodosource.runner.FlinkMaster;
import io.github.mailmodosource.runner.Workers;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;

/** One run of a job: its name, its folders, and how it ends. */
public final class JobRun {
  private static final String REPORTS = "reports";
  private static final int PARTS_OF_A_WORKER = 4;

  private final String job;
  private final String id;
  private final Instant started;
  private final String runner;
  private final String reportFolder;
  private final String deadLetterFolder;
  private final long maxDeadLetters;
  private final PrintStream out;
  private final PrintStream err;

  private JobRun(String job, Instant started, ReportOptions options, @Nullable String deadLetters) {
    this.job = job;
    this.started = started;
    runner = options.getRunner().getSimpleName();
    String report = options.getReport();
    String folder = RunFolders.make("--report", report != null ? report : REPORTS);
    String name = RunName.take(job, started, report != null ? null : Path.of(REPORTS));
    // Other machines may take the same name, and write dead letters to the same folder.
    id = name + "-" + ProcessHandle.current().pid();
    reportFolder = report != null ? folder : REPORTS + "/" + name;
    deadLetterFolder = deadLetters != null ? deadLetters : reportFolder;
    maxDeadLetters = options.getMaxDeadLetters();
    out = System.out;
    err = System.err;
  }

  /**
   * Begins a run.
   *
   * @param deadLetters the folder for dead letters; null for the report's
   */
  public static JobRun start(String job, ReportOptions options, @Nullable String deadLetters) {
    FlinkMaster.check(options);
    String letters = deadLetters == null ? null : RunFolders.make("--deadLetters", deadLetters);
    JobRun run = new JobRun(job, Instant.now(), options, letters);
    options.setJobName(run.id);
    return run;
  }

  /** Into how many parts a job reads its files: some for each worker, so that none waits long. */
  public static int readParts(Pipeline pipeline) {
    return PARTS_OF_A_WORKER * Workers.count(pipeline.getOptions());
  }

  /** Names the run; two runs at once have two names. */
  public String id() {
    return id;
  }

  public Instant started() {
    return started;
  }

  /** A file of this run alone, so that runs may share a folder. */
  public String deadLetterFile() {
    return deadLetterFolder + "/dead-letters-" + id + ".jsonl";
  }

  /** Where the run leaves what it has to say. */
  public String reportFolder() {
    return reportFolder;
  }

  public long maxDeadLetters() {
    return maxDeadLetters;
  }

  /** The figures of a run that has ended. */
  public RunReport report(PipelineResult result) {
    return ReadCounters.of(result.metrics(), job, Version.get(), runner, started);
  }

  /**
   * Runs the pipeline to its end. A run that stops for a cause that its user can mend is told of
   * first; then what stopped it is thrown.
   *
   * @param outcome reads what the run came to
   * @param tellStop tells what is known of a run that stopped
   */
  public <T> T execute(
      Pipeline pipeline, Function<PipelineResult, T> outcome, Consumer<RunReport> tellStop) {
    ProcessCounts.clear();
    try {
      PipelineResult result = pipeline.run();
      result.waitUntilFinish();
      return outcome.apply(result);
    } catch (RuntimeException | Error e) {
      String wrong = Failures.wrongFlinkOption(e);
      if (wrong != null) {
        throw new UsageException(wrong, e);
      }
      String reason = Failures.userLine(e);
      if (reason != null) {
        ProcessCounts.settle();
        boolean elsewhere = Workers.mayBeInSeveralProcesses(pipeline.getOptions());
        tell(new Stop(reason, elsewhere), tellStop);
      }
      throw e;
    }
  }

  /** Whatever goes wrong here, what stopped the run matters more. */
  private void tell(Stop stop, Consumer<RunReport> tellStop) {
    try {
      tellStop.accept(
          ReadCounters.ofStopped(stop, job, Version.get(), runner, started)
              .withExitCode(ExitCode.FAILED));
    } catch (JobStoppedException e) {
      err.println("mailmodo-source: " + e.getMessage());
    }
  }

  /** Runs the pipeline to its end, reports, and says how it ended. */
  public int finish(Pipeline pipeline) {
    RunReport report =
        execute(
            pipeline,
            this::report,
            stopped -> {
              RunSummary.print(stopped, out);
              printDeadLetterFile(stopped);
              ReportFiles.write(stopped, reportFolder);
              printReportPage();
            });
    List<String> differences = report.funnel().differences();
    report = report.withExitCode(exitCode(report, differences));
    // Printed first: it must be seen even if the disk is full.
    RunSummary.print(report, out);
    ReportFiles.write(report, reportFolder);
    printDeadLetterFile(report);
    printReportPage();
    differences.forEach(
        line -> err.println("mailmodo-source: the funnel does not add up: " + line));
    if (report.exitCode() == ExitCode.DEAD_LETTERS) {
      err.println(
          "mailmodo-source: "
              + report.deadLetterCount()
              + " dead letters, more than --maxDeadLetters="
              + maxDeadLetters
              + " allows");
    }
    return report.exitCode();
  }

  /** Says where dead letters are, if any have been written. */
  public void printDeadLetterFile(RunReport report) {
    if (report.deadLetterCount() > 0) {
      out.println("  letters       " + deadLetterFile());
    }
  }

  /** Says where the page is. */
  public void printReportPage() {
    out.println("  report        " + reportFolder + "/report.html");
  }

  private int exitCode(RunReport report, List<String> differences) {
    if (!differences.isEmpty()) {
      return ExitCode.FAILED;
    }
    return report.deadLetterCount() > maxDeadLetters ? ExitCode.DEAD_LETTERS : ExitCode.DONE;
  }
}
