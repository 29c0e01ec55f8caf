package io.github.mailmodosource.runner;

import io.github.mailmodosource.commandline.DirectRunnerByName;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How many workers a runner has, and where they are. */
public final class Workers {
  private static final int MANY = 64;

  private Workers() {}

  /** How many there are, or may be where the runner decides it. */
  public static int count(PipelineOptions options) {
    if (DirectRunnerByName.isMeant(options)) {
      return options.as(DirectOptions.class).getTargetParallelism();
    }
    if (options.getRunner() == FlinkRunner.class) {
      int parallelism = options.as(FlinkPipelineOptions.class).getParallelism();
      return parallelism > 0 ? parallelism : MANY;
    }
    return MANY;
  }

  /**
   * Whether a bounded job is better off when files are read in a step of their own, of which the
   * next one gets the rows: on a cluster whose older engine counts nothing within a step before
   * that ends, and where Flink itself submits to its newer one, which gives a step as many workers
   * as is sent to it ({@link FlinkParallelism}).
   */
  public static boolean readApart(PipelineOptions options) {
    if (options.getRunner() != FlinkRunner.class || !mayBeInSeveralProcesses(options)) {
      return false;
    }
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    return !flink.isStreaming()
        && (!flink.getUseDataStreamForBatch() || FlinkContext.ofThisThread() != FlinkContext.NONE);
  }

  /**
   * Whether the runner may spread a job over several processes. The DirectRunner never does, nor
   * does Flink when it is embedded: {@code --flinkMaster} is {@code [local]} or {@code
   * [collection]}, or {@code [auto]} and no {@code flink run} stands behind us (as Beam's
   * FlinkExecutionEnvironments resolves it). Of other runners nothing is known.
   */
  public static boolean mayBeInSeveralProcesses(PipelineOptions options) {
    if (DirectRunnerByName.isMeant(options)) {
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
