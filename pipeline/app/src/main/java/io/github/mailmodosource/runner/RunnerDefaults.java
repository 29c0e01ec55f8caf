package io.github.mailmodosource.runner;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.DirectRunnerByName;
import io.github.mailmodosource.commandline.UsageException;
import java.util.stream.LongStream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** What each runner should do unless the user says otherwise. */
public final class RunnerDefaults {
  /** A bundle ends a batch early; Flink's 5,000 would leave many batches part full. */
  private static final long FLINK_BUNDLE_ELEMENTS = 100_000;

  /**
   * Flink's newer engine holds what a bundle groups in memory, blocks of 64 KB and batches of half
   * a megabyte: what half a second brings, and no more than so many.
   */
  private static final long DATA_STREAM_BUNDLE_ELEMENTS = 1_000;

  private static final long DATA_STREAM_BUNDLE_MILLIS = 500;

  private static final long MOST_BYTES_OF_ONE_WORKER = 8L << 20;

  private static final int AS_THE_CLUSTER_HAS_IT = -1;

  private RunnerDefaults() {}

  /**
   * Sets how many workers a job has, where the command line is silent: one for what is read in one
   * step each. More take turns then, and each has its price at the start.
   *
   * @param bytes about how much there is of each input; 0 where nobody knows
   */
  public static void applyWorkers(PipelineOptions options, CommandLine commandLine, long... bytes) {
    if (LongStream.of(bytes).allMatch(some -> some > 0 && some <= MOST_BYTES_OF_ONE_WORKER)) {
      if (DirectRunnerByName.isMeant(options)) {
        if (!commandLine.gives("targetParallelism")) {
          options.as(DirectOptions.class).setTargetParallelism(1);
        }
      } else if (EmbeddedFlink.isMeant(options) && !commandLine.gives("parallelism")) {
        options.as(FlinkPipelineOptions.class).setParallelism(1);
      }
    }
  }

  /** Sets our defaults where the command line is silent. */
  public static void apply(PipelineOptions options, CommandLine commandLine) {
    if (FlinkContext.ofThisThread() != FlinkContext.NONE) {
      takeFlinksOwn(options, commandLine);
    }
    if (DirectRunnerByName.isMeant(options)) {
      applyDirect(options.as(DirectOptions.class), commandLine);
    } else if (options.getRunner() == FlinkRunner.class) {
      applyFlink(options.as(FlinkPipelineOptions.class), commandLine);
    }
  }

  /**
   * Whoever has Flink call us means Flink.
   *
   * @throws UsageException with one clear line if the options name another runner, or cluster
   */
  private static void takeFlinksOwn(PipelineOptions options, CommandLine commandLine) {
    if (!commandLine.gives("runner")) {
      options.setRunner(FlinkRunner.class);
    } else if (options.getRunner() != FlinkRunner.class) {
      throw new UsageException(
          "--runner="
              + options.getRunner().getSimpleName()
              + " would run within Flink's own process; leave it out, or use --runner=FlinkRunner");
    }
    if (commandLine.gives("flinkMaster")
        && !options.as(FlinkPipelineOptions.class).getFlinkMaster().equals("[auto]")) {
      throw new UsageException(
          "--flinkMaster is not for a job that Flink submits, which goes to Flink's own cluster;"
              + " leave it out");
    }
  }

  /** The checks copy every element; they are for tests, and cost more than half of a run. */
  private static void applyDirect(DirectOptions options, CommandLine commandLine) {
    atLeastOne("targetParallelism", options.getTargetParallelism());
    if (!commandLine.gives("targetParallelism")) {
      // Beam has three where there are fewer cores. One of them always looks for what is to be
      // done.
      options.setTargetParallelism(Runtime.getRuntime().availableProcessors());
    }
    if (!commandLine.gives("enforceEncodability")) {
      options.setEnforceEncodability(false);
    }
    if (!commandLine.gives("enforceImmutability")) {
      options.setEnforceImmutability(false);
    }
  }

  private static void atLeastOne(String option, int workers) {
    if (workers < 1) {
      throw new UsageException("--" + option + "=" + workers + " is too few; use 1 or more");
    }
  }

  private static void applyFlink(FlinkPipelineOptions options, CommandLine commandLine) {
    if (options.getParallelism() != AS_THE_CLUSTER_HAS_IT) {
      atLeastOne("parallelism", options.getParallelism());
    }
    if (options.getParallelism() == AS_THE_CLUSTER_HAS_IT && EmbeddedFlink.isMeant(options)) {
      Runtime machine = Runtime.getRuntime();
      options.setParallelism(
          FlinkMemory.defaultParallelism(machine.availableProcessors(), machine.maxMemory()));
    }
    if (!commandLine.gives("fasterCopy")) {
      // Our elements are never changed, so steps in one chain may hand them on as they are.
      options.setFasterCopy(true);
    }
    if (!commandLine.gives("executionModeForBatch")) {
      // Dead letters of two steps in one row meet again, and Flink would write all events to disk
      // between these steps, lest one waits for the other. Ours never do: both are only gathered.
      // Of very many workers within one process some do wait: those that have begun take all
      // buffers there are, and those that would read from them then never get theirs to begin.
      options.setExecutionModeForBatch(
          EmbeddedFlink.isMeant(options) && options.getParallelism() > FlinkMemory.MANY_WORKERS
              ? "BATCH_FORCED"
              : "PIPELINED_FORCED");
    }
    boolean dataStream = options.getUseDataStreamForBatch() && !options.isStreaming();
    if (!commandLine.gives("maxBundleSize")) {
      options.setMaxBundleSize(dataStream ? DATA_STREAM_BUNDLE_ELEMENTS : FLINK_BUNDLE_ELEMENTS);
    }
    if (dataStream && !commandLine.gives("maxBundleTimeMills")) {
      options.setMaxBundleTimeMills(DATA_STREAM_BUNDLE_MILLIS);
    }
  }
}
