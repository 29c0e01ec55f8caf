package io.github.mailmodosource;

import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.commandline.Workers;
import io.github.mailmodosource.report.ReadCounters;
import io.github.mailmodosource.report.ReportFiles;
import io.github.mailmodosource.report.ReportOptions;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.RunSummary;
import io.github.mailmodosource.track.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.jspecify.annotations.Nullable;

/** One run of a job: its name, its folders, and how it ends. */
final class JobRun {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

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
    id = job + "-" + START.format(started).replace(".", "") + "-" + ProcessHandle.current().pid();
    runner = options.getRunner().getSimpleName();
    String report = options.getReport();
    reportFolder = report != null ? withoutSlash(report) : "reports/" + id;
    deadLetterFolder = deadLetters != null ? withoutSlash(deadLetters) : reportFolder;
    maxDeadLetters = options.getMaxDeadLetters();
    out = System.out;
    err = System.err;
  }

  /**
   * Begins a run.
   *
   * @param deadLetters the folder for dead letters; null for the report's
   */
  static JobRun start(String job, ReportOptions options, @Nullable String deadLetters) {
    JobRun run = new JobRun(job, Instant.now(), options, deadLetters);
    makeFolder("--report", run.reportFolder);
    makeFolder("--deadLetters", run.deadLetterFolder);
    options.setJobName(run.id);
    return run;
  }

  /** Tells before anything is sent that the outcome could not be written. */
  private static void makeFolder(String option, String folder) {
    if (folder.contains("://")) {
      return;
    }
    try {
      Files.createDirectories(Path.of(folder));
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(
          option + ": the folder " + folder + " cannot be made: name another one", e);
    }
  }

  /** Into how many parts a job reads its files: some for each worker, so that none waits long. */
  static int readParts(Pipeline pipeline) {
    return PARTS_OF_A_WORKER * Workers.count(pipeline.getOptions());
  }

  /** Names the run; two runs at once have two names. */
  String id() {
    return id;
  }

  Instant started() {
    return started;
  }

  /** A file of this run alone, so that runs may share a folder. */
  String deadLetterFile() {
    return deadLetterFolder + "/dead-letters-" + id + ".jsonl";
  }

  /** Where the run leaves what it has to say. */
  String reportFolder() {
    return reportFolder;
  }

  long maxDeadLetters() {
    return maxDeadLetters;
  }

  /** The figures of a run that has ended. */
  RunReport report(PipelineResult result) {
    return ReadCounters.of(result.metrics(), job, Version.get(), runner, started);
  }

  /** Runs the pipeline to its end, reports, and says how it ended. */
  int finish(Pipeline pipeline) {
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    RunReport report = report(result);
    List<String> differences = report.funnel().differences();
    report = report.withExitCode(exitCode(report, differences));
    // Printed first: it must be seen even if the disk is full.
    RunSummary.print(report, out);
    ReportFiles.write(report, reportFolder);
    if (report.deadLetterCount() > 0) {
      out.println("  letters       " + deadLetterFile());
    }
    out.println("  report        " + reportFolder + "/report.html");
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

  private int exitCode(RunReport report, List<String> differences) {
    if (!differences.isEmpty()) {
      return ExitCode.FAILED;
    }
    return report.deadLetterCount() > maxDeadLetters ? ExitCode.DEAD_LETTERS : ExitCode.DONE;
  }

  private static String withoutSlash(String folder) {
    return folder.length() > 1 && folder.endsWith("/")
        ? folder.substring(0, folder.length() - 1)
        : folder;
  }
}
