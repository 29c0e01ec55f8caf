package io.github.mailmodosource.job;

import io.github.mailmodosource.cluster.Cluster;
import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.DirectRunnerByName;
import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.report.ReportOptions;
import io.github.mailmodosource.runner.FlinkMaster;
import io.github.mailmodosource.runner.Workers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
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
 * @param cluster the Flink cluster that it has its job on; null if it has none
 * @param activityBytes about how much there is to read; 0 if nobody knows
 * @param minRows how many rows, or expected events, the run must have to end with exit code 0
 * @param ledger the folder of what Segment has accepted, as the workers know it; null for none
 * @param commandLine the words that it was started with; null if they are not known
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
    @Nullable Cluster cluster,
    long activityBytes,
    @Nullable String ledger,
    @Nullable CommandLine commandLine) {
  private static final String REPORTS = "reports";
  private static final String DEAD_LETTERS = "dead-letters-";
  private static final String FINDINGS = "findings-";

  /** Each costs the DirectRunner a copy of all that is grouped behind. */
  private static final int PARTS_OF_A_WORKER = 4;

  /** One of its engines gives them out by a hash, and few would be unevenly spread. */
  private static final int PARTS_OF_A_WORKER_OF_FLINK = 16;

  /**
   * Runs a job in its folders, and returns its exit code. They are made, and tried by writing to
   * them, before the job begins; if it ends with wrong usage, they are left as they were.
   *
   * @param commandLine the command and its words
   * @param deadLetters the folder for dead letters; null for the report's
   * @param resume the ledger that the run goes on with; null for none
   * @param body runs the job, and returns its exit code
   * @throws UsageException with one clear line if a folder cannot be written, or is another run's
   */
  public static int start(
      CommandLine commandLine,
      ReportOptions options,
      @Nullable String deadLetters,
      @Nullable ResumeInput resume,
      ToIntFunction<JobRun> body) {
    FlinkMaster.check(options);
    Progress.check(options);
    checkLimits(options);
    Cluster cluster = Cluster.of(options);
    try (RunFolders folders = new RunFolders()) {
      try {
        JobRun run = begin(commandLine, options, deadLetters, folders, cluster);
        if (cluster != null && !cluster.isAttached()) {
          return body.applyAsInt(run.withLedger(ResumeFolder.ofDetached(resume, run)));
        }
        ResumeFolder ledger =
            resume == null || (cluster != null && !resume.isReachedBy(cluster))
                ? null
                : ResumeFolder.take(resume, run, folders);
        return ledger == null ? body.applyAsInt(run) : goOn(run, ledger, body);
      } catch (UsageException e) {
        folders.giveBack();
        throw e;
      } catch (SubmittedException e) {
        return ExitCode.DONE;
      }
    }
  }

  /**
   * Checks what is allowed to a run.
   *
   * @throws UsageException with one clear line
   */
  public static void checkLimits(ReportOptions options) {
    atLeastZero("--minRows", options.getMinRows());
    atLeastZero("--maxDeadLetters", options.getMaxDeadLetters());
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

  private JobRun withLedger(@Nullable String folder) {
    return with(activityBytes, folder);
  }

  private JobRun with(long bytes, @Nullable String folder) {
    return new JobRun(
        job,
        id,
        started,
        runner,
        reportFolder,
        deadLetterFile,
        maxDeadLetters,
        minRows,
        cluster,
        bytes,
        folder,
        commandLine);
  }

  private static JobRun begin(
      CommandLine commandLine,
      ReportOptions options,
      @Nullable String deadLetters,
      RunFolders folders,
      @Nullable Cluster cluster) {
    if (cluster != null) {
      checkThatWorkersReach(cluster, deadLetters, options.getReport());
      if (!cluster.isAttached() || cluster.isAskedForThePlanOnly()) {
        return withoutReport(commandLine, options, deadLetters, cluster);
      }
    }
    UnaryOperator<String> asWorkersKnow =
        cluster == null ? UnaryOperator.identity() : PathNames::absolute;
    String letters =
        deadLetters == null
            ? null
            : folders.make("--deadLetters", asWorkersKnow.apply(deadLetters));
    Instant started = Instant.now();
    String report = options.getReport();
    String reports = asWorkersKnow.apply(REPORTS);
    String folder =
        folders.make("--report", report != null ? asWorkersKnow.apply(report) : reports);
    String job = commandLine.command();
    String name = RunName.take(job, started, report != null ? null : Path.of(reports));
    if (report == null) {
      folder = reports + "/" + name;
      folders.madeFor(Path.of(folder));
    }
    // Other machines may take the same name, and write dead letters to the same folder.
    String id = idOf(name);
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
            cluster,
            0,
            null,
            commandLine);
    folders.tryOut("--report", folder + letterFile);
    if (letters != null) {
      folders.tryOut("--deadLetters", run.deadLetterFile());
    }
    folders.claim(run);
    return run;
  }

  /** Whether it tells how far it is. */
  boolean tellsProgress() {
    return Progress.isWanted(given("progress"));
  }

  /** How long it may take, as the user wrote it; null for no bound. */
  @Nullable String maxDuration() {
    return given("maxDuration");
  }

  /** Not by one more view of Beam's options, whose check takes 30 ms. */
  private @Nullable String given(String option) {
    return commandLine == null ? null : commandLine.valueOf(option);
  }

  /** The same run, which knows about how much it has to read. */
  public JobRun reading(long bytes) {
    return with(bytes, ledger);
  }

  private static String idOf(String name) {
    return name + "-" + ProcessHandle.current().pid();
  }

  /**
   * Has the end of a run reported that had its job elsewhere.
   *
   * @param body reports, and returns the exit code
   * @throws UsageException with one clear line if the folder of the report cannot be written
   */
  public static int endedElsewhere(JobRun run, ToIntFunction<JobRun> body) {
    try (RunFolders folders = new RunFolders()) {
      folders.make("--report", run.reportFolder());
      folders.tryOut("--report", run.reportFolder() + "/report.json");
      return body.applyAsInt(run);
    }
  }

  /** Deletes the ledger of a run whose job has finished elsewhere. */
  public static void forgetLedger(String resume, JobRun run) {
    ResumeFolder.forget(resume, run.id());
  }

  /** The file of the letters of a run in a folder. */
  public static String lettersOf(String folder, String id) {
    return PathNames.folder(folder) + "/" + lettersName(id);
  }

  /** A run that this process does not see the end of: nothing is written here. */
  private static JobRun withoutReport(
      CommandLine commandLine,
      ReportOptions options,
      @Nullable String deadLetters,
      Cluster cluster) {
    Instant started = Instant.now();
    String job = commandLine.command();
    String id = idOf(RunName.take(job, started, null));
    options.setJobName(id);
    String report = options.getReport();
    String folder =
        PathNames.folder(PathNames.absolute(report != null ? report : REPORTS + "/" + id));
    String letters = deadLetters == null ? folder : PathNames.absolute(deadLetters);
    options.setReport(folder);
    options.as(SubmittedWordsOptions.class).setSubmittedWords(SubmittedWords.of(commandLine));
    return new JobRun(
        job,
        id,
        started,
        options.getRunner().getSimpleName(),
        folder,
        lettersOf(letters, id),
        options.getMaxDeadLetters(),
        options.getMinRows(),
        cluster,
        0,
        null,
        commandLine);
  }

  /**
   * The workers write the letters: where they are elsewhere, only a name that means the same there
   * will do.
   */
  private static void checkThatWorkersReach(
      Cluster cluster, @Nullable String deadLetters, @Nullable String report) {
    if (cluster.reachesThisMachine() || cluster.isAskedForThePlanOnly()) {
      return;
    }
    String folder = deadLetters != null ? deadLetters : report;
    if (folder == null || PathNames.isRelative(folder)) {
      throw new UsageException(
          (folder == null
                  ? "--deadLetters is missing"
                  : (deadLetters != null ? "--deadLetters=" : "--report=")
                      + folder
                      + " is relative")
              + ": the workers of the cluster write the dead letters, and are not on this machine;"
              + " name a folder that all of them reach, such as --deadLetters=/shared/letters or"
              + " one of an object store");
    }
  }

  /**
   * Refuses a job whose end nobody awaits here: what it finds is put together when it has ended.
   *
   * @throws UsageException with one clear line
   */
  public void checkThatItsEndIsAwaited() {
    if (cluster != null && !cluster.isAttached() && !cluster.isAskedForThePlanOnly()) {
      throw new UsageException(
          job
              + " has to wait for the end of its job, whose findings it reports; submit it"
              + " attached: with scripts/mailmodo-source or flink run, not by Flink's REST"
              + " interface");
    }
  }

  /** A file for what a job finds, on its way from the workers, in the report's folder. */
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
    PipelineOptions options = pipeline.getOptions();
    int parts =
        DirectRunnerByName.isMeant(options) ? PARTS_OF_A_WORKER : PARTS_OF_A_WORKER_OF_FLINK;
    return parts * Workers.count(options);
  }
}
