package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.report.ReportOptions;
import io.github.mailmodosource.runner.FlinkMaster;
import io.github.mailmodosource.runner.Workers;
import java.nio.file.Path;
import java.time.Instant;
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
 */
public record JobRun(
    String job,
    String id,
    Instant started,
    String runner,
    String reportFolder,
    String deadLetterFile,
    long maxDeadLetters,
    long minRows) {
  private static final String REPORTS = "reports";
  private static final int PARTS_OF_A_WORKER = 4;

  /**
   * Begins a run: finds its name and makes its folders.
   *
   * @param deadLetters the folder for dead letters; null for the report's
   */
  public static JobRun start(String job, ReportOptions options, @Nullable String deadLetters) {
    FlinkMaster.check(options);
    if (options.getMinRows() < 0) {
      throw new UsageException(
          "--minRows=" + options.getMinRows() + " is out of range; use 0 or more");
    }
    String letters = deadLetters == null ? null : RunFolders.make("--deadLetters", deadLetters);
    Instant started = Instant.now();
    String report = options.getReport();
    String folder = RunFolders.make("--report", report != null ? report : REPORTS);
    String name = RunName.take(job, started, report != null ? null : Path.of(REPORTS));
    // Other machines may take the same name, and write dead letters to the same folder.
    String id = name + "-" + ProcessHandle.current().pid();
    String reportFolder = report != null ? folder : REPORTS + "/" + name;
    options.setJobName(id);
    return new JobRun(
        job,
        id,
        started,
        options.getRunner().getSimpleName(),
        reportFolder,
        (letters != null ? letters : reportFolder) + "/dead-letters-" + id + ".jsonl",
        options.getMaxDeadLetters(),
        options.getMinRows());
  }

  /** Into how many parts a job reads its files: some for each worker, so that none waits long. */
  public static int readParts(Pipeline pipeline) {
    return PARTS_OF_A_WORKER * Workers.count(pipeline.getOptions());
  }
}
