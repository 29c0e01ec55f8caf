package io.github.mailmodosource.jobreport;

import io.github.mailmodosource.cluster.EndedJob;
import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.RunEnd;
import io.github.mailmodosource.job.SubmittedWords;
import io.github.mailmodosource.runner.FlinkMaster;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.runners.flink.FlinkRunner;
import org.jspecify.annotations.Nullable;

/**
 * {@code report}: the report of a job that was submitted without anybody waiting for its end: by
 * Flink's web page or REST interface, in application mode, or by a client that was lost.
 */
public final class JobReport {
  public static final String NAME = "report";
  public static final String PURPOSE =
      "writes the report of a job on a Flink cluster that has ended";
  public static final List<String> EXAMPLES =
      List.of(
          "mailmodo-source report --flinkMaster=flink.example:8081 \\",
          "    --job=0123456789abcdef0123456789abcdef");

  private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{32}");

  private JobReport() {}

  public static int run(CommandLine commandLine) {
    JobReportOptions options = commandLine.parse(JobReportOptions.class);
    String id = options.getJob();
    if (id == null || !ID.matcher(id).matches()) {
      throw new UsageException(
          (id == null
                  ? "--job is missing"
                  : "--job=" + CommandLine.quoted(id) + " is not an id of a job")
              + "; use the 32 hexadecimal digits that stood in the first lines of the run, or in"
              + " Flink's dashboard");
    }
    if (!commandLine.gives("flinkMaster")) {
      throw new UsageException(
          "--flinkMaster is missing; use host:port of the cluster's REST interface");
    }
    options.setRunner(FlinkRunner.class);
    FlinkMaster.check(options);
    EndedJob job = EndedJob.find(options, id);
    if (!job.isOurs()) {
      throw JobStoppedException.of(
          "the job " + id + " is not one of mailmodo-source: " + job.name());
    }
    if (!job.hasEnded()) {
      throw JobStoppedException.of(
          "the job "
              + id
              + " has not ended (Flink says "
              + job.state()
              + "); ask again when it has, or look at "
              + job.page());
    }
    return JobRun.endedElsewhere(
        run(job, options, commandLine),
        run -> {
          int exitCode = RunEnd.ofJob(run, job.end(), job.ended());
          String resume = job.option("resume");
          if (resume != null) {
            JobRun.forgetLedger(resume, run);
          }
          return exitCode;
        });
  }

  /** As it was submitted, unless the command line says otherwise now. */
  private static JobRun run(EndedJob job, JobReportOptions options, CommandLine commandLine) {
    String given = options.getReport();
    String submitted = job.option("report");
    String folder = given != null ? given : submitted != null ? submitted : "reports/" + job.name();
    String letters = job.option("deadLetters");
    return new JobRun(
        job.command(),
        job.name(),
        job.started(),
        FlinkRunner.class.getSimpleName(),
        folder,
        JobRun.lettersOf(
            letters != null ? letters : submitted != null ? submitted : folder, job.name()),
        commandLine.gives("maxDeadLetters")
            ? options.getMaxDeadLetters()
            : number(job.option("maxDeadLetters")),
        commandLine.gives("minRows") ? options.getMinRows() : number(job.option("minRows")),
        null,
        0,
        null,
        SubmittedWords.read(job.command(), job.option(SubmittedWords.OPTION), commandLine));
  }

  private static long number(@Nullable String value) {
    return value == null ? 0 : Long.parseLong(value);
  }
}
