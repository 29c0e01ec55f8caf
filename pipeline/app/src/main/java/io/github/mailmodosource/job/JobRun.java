package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.report.ReportOptions;
import io.github.mailmodosource.runner.FlinkMaster;
import io.github.mailmodosource.runner.Workers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.beam.sdk.Pipeline;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job: what it is called, and where it leaves what it has to say.
 *
 * @param job the command
 * @param id names the run; two runs at once have two names
 * @param runner the runner's simple name
 * @param reportFolder where the report goes, without a slash at its end
 * @param deadLetterFile a file of this run alone, so that runs may share a folder
 * @param maxDeadLetters how many dead letters the run may have and still end with exit code 0
 * @param minRows how many rows, or expected events, the run must have to end with exit code 0
 * @param ledger the folder of what Segment has accepted, as the workers know it; null for none
 */
public record JobRun(
    String job,
    String id,
    Instant started,
    String runner,
    String reportFolder,
    String deadLetterFile,
    long maxDeadLetters,
    long minRows,
    @Nullable String ledger) {
  private static final String REPORTS = "reports";
  private static final String DEAD_LETTERS = "dead-letters-";
  private static final String FINDINGS = "findings-";
  private static final int PARTS_OF_A_WORKER = 4;

  /**
   * Runs a job in its folders, and returns its exit code. They are made, and tried by writing to
   * them, before the job begins; if it ends with wrong usage, they are left as they were.
   *
   * @param deadLetters the folder for dead letters; null for the report's
   * @param resume the ledger that the run goes on with; null for none
   * @param body runs the job, and returns its exit code
   * @throws UsageException with one clear line if a folder cannot be written, or is another run's
   */
  public static int start(
      String job,
      ReportOptions options,
      @Nullable String deadLetters,
      @Nullable ResumeInput resume,
      ToIntFunction<JobRun> body) {
    FlinkMaster.check(options);
    atLeastZero("--minRows", options.getMinRows());
    atLeastZero("--maxDeadLetters", options.getMaxDeadLetters());
    try (RunFolders folders = new RunFolders()) {
      try {
        JobRun run = begin(job, options, deadLetters, folders);
        ResumeFolder ledger = resume == null ? null : ResumeFolder.take(resume, run, folders);
        return ledger == null ? body.applyAsInt(run) : goOn(run, ledger, body);
      } catch (UsageException e) {
        folders.giveBack();
        throw e;
      }
    }
  }

  private static int goOn(JobRun run, ResumeFolder ledger, ToIntFunction<JobRun> body) {
    try (ledger) {
      try {
        int exitCode = body.applyAsInt(run.withLedger(ledger.folder()));
        ledger.ended(exitCode);
        return exitCode;
      } catch (UsageException e) {
        ledger.giveBack();
        throw e;
      }
    }
  }

  private JobRun withLedger(String folder) {
    return new JobRun(
        job, id, started, runner, reportFolder, deadLetterFile, maxDeadLetters, minRows, folder);
  }

  private static JobRun begin(
      String job, ReportOptions options, @Nullable String deadLetters, RunFolders folders) {
    String letters = deadLetters == null ? null : folders.make("--deadLetters", deadLetters);
    Instant started = Instant.now();
    String report = options.getReport();
    String folder = folders.make("--report", report != null ? report : REPORTS);
    String name = RunName.take(job, started, report != null ? null : Path.of(REPORTS));
    if (report == null) {
      folder = REPORTS + "/" + name;
      folders.madeFor(Path.of(folder));
    }
    // Other machines may take the same name, and write dead letters to the same folder.
    String id = name + "-" + ProcessHandle.current().pid();
    String letterFile = "/" + lettersName(id);
    options.setJobName(id);
    JobRun run =
        new JobRun(
            job,
            id,
            started,
            options.getRunner().getSimpleName(),
            folder,
            (letters != null ? letters : folder) + letterFile,
            options.getMaxDeadLetters(),
            options.getMinRows(),
            null);
    folders.tryOut("--report", folder + letterFile);
    if (letters != null) {
      folders.tryOut("--deadLetters", run.deadLetterFile());
    }
    folders.claim(run);
    return run;
  }

  /** A file for the figures of {@code reconcile} on their way, in the report's folder. */
  public String findingsFile() {
    return reportFolder + "/" + findingsName();
  }

  /** What this run may have written to the report's folder. */
  List<String> files() {
    return List.of(
        "report.json", "report.html", "differences.jsonl", findingsName(), lettersName(id));
  }

  private String findingsName() {
    return FINDINGS + id + ".jsonl";
  }

  private static String lettersName(String id) {
    return DEAD_LETTERS + id + ".jsonl";
  }

  private static void atLeastZero(String option, long value) {
    if (value < 0) {
      throw new UsageException(option + "=" + value + " is out of range; use 0 or more");
    }
  }

  /** Into how many parts a job reads its files: some for each worker, so that none waits long. */
  public static int readParts(Pipeline pipeline) {
    return PARTS_OF_A_WORKER * Workers.count(pipeline.getOptions());
  }
}
