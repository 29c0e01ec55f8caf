package io.github.mailmodosource.stream;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.job.ActivityOptions;
import io.github.mailmodosource.job.ActivityTableOptions;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.StoppedEarlyException;
import io.github.mailmodosource.runner.EmbeddedFlink;
import io.github.mailmodosource.runner.FlinkStreaming;
import io.github.mailmodosource.runner.Workers;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/** Runs a pipeline without end until it is stopped. */
public final class StreamRun {
  private StreamRun() {}

  /**
   * Runs, and returns the exit code: 0 after Ctrl-C and SIGTERM, where the runner keeps state.
   *
   * @throws UsageException with one clear line if the runner cannot do it, the state's folder is
   *     another run's or cannot be written, or what is in it cannot be taken over
   * @throws JobStoppedException with one clear line if the run fails
   * @throws StoppedEarlyException after a signal, where the runner keeps none
   */
  public static int of(JobRun run, Pipeline pipeline, StreamSettings settings, StreamStart start) {
    PipelineOptions options = pipeline.getOptions();
    if (options.getRunner() != FlinkRunner.class) {
      return StatelessRun.of(run, pipeline, settings);
    }
    FlinkStreaming.check(options);
    if (Workers.mayBeInSeveralProcesses(options)) {
      throw new UsageException(
          "--streaming on a Flink cluster is not available yet; use --flinkMaster=[local]");
    }
    EmbeddedFlink.findFileSystems(options);
    try (StateFolder state = StateFolder.take(folder(settings, options, run), run)) {
      return new FlinkRun(run, pipeline, settings, state).untilItIsStopped(start.signals());
    }
  }

  private static String folder(StreamSettings settings, PipelineOptions options, JobRun run) {
    String given = settings.state();
    if (given != null) {
      return given;
    }
    ActivityTableOptions table = options.as(ActivityTableOptions.class);
    String rows = table.getActivityTable();
    return StateName.of(
        options.as(ActivityOptions.class).getActivity(),
        rows != null ? rows : table.getActivityQuery(),
        run.job());
  }
}
