package io.github.mailmodosource.commandline;

import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where a runner's workers are. */
public final class Workers {
  private Workers() {}

  /**
   * Whether the runner may spread a job over several processes. The DirectRunner never does, nor
   * does Flink when it is embedded: {@code --flinkMaster} is {@code [local]} or {@code
   * [collection]}, or {@code [auto]} and no {@code flink run} stands behind us (as Beam's
   * FlinkExecutionEnvironments resolves it). Of other runners nothing is known.
   */
  public static boolean mayBeInSeveralProcesses(PipelineOptions options) {
    if (options.getRunner() == DirectRunner.class) {
      return false;
    }
    if (options.getRunner() == FlinkRunner.class) {
      return switch (options.as(FlinkPipelineOptions.class).getFlinkMaster()) {
        case "[local]", "[collection]" -> false;
        case "[auto]" -> !StreamExecutionEnvironment.areExplicitEnvironmentsAllowed();
        default -> true;
      };
    }
    return true;
  }
}
