package io.github.mailmodosource.stream;

import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.PipelineRun;
import io.github.mailmodosource.log.Notice;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;

/** A run without end on a runner that keeps no state over its end, such as the DirectRunner. */
final class StatelessRun {
  private StatelessRun() {}

  /** Runs until a signal, which ends it as it does a bounded run. */
  static int of(JobRun run, Pipeline pipeline, StreamSettings settings) {
    if (settings.state() != null) {
      throw new UsageException(
          "--state is for --runner=FlinkRunner; the "
              + run.runner()
              + " keeps no state, so leave it out, or use Flink");
    }
    if (pipeline.getOptions().as(FlinkPipelineOptions.class).getStateBackend() != null) {
      throw new UsageException(
          "--stateBackend is for --runner=FlinkRunner; the "
              + run.runner()
              + " keeps no state, so leave it out, or use Flink");
    }
    Notice.warn(
        "the "
            + run.runner()
            + " keeps no state: a run that is started again reads everything again, and sends it"
            + " under the same ids; --runner=FlinkRunner goes on where it stopped");
    try (LiveReport live = LiveReport.start(run, settings, () -> new FlinkState(0, null, null))) {
      return PipelineRun.execute(
          run,
          pipeline,
          (result, report) -> {
            live.end(ExitCode.DONE, null);
            return ExitCode.DONE;
          },
          stopped -> live.end(stopped.exitCode(), stopped.stop()));
    }
  }
}
