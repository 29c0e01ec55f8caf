package io.github.mailmodosource.runner;

import io.github.mailmodosource.commandline.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;

/**
 * What Flink is told of a run without end. Each of these settings was measured: without it
 * something is lost, waits, or runs for ever.
 *
 * @param checkpoints the folder for checkpoints, as Flink names it
 * @param from the checkpoint or savepoint that the run goes on from; null to begin anew
 * @param maxBatchDelay the longest that an event waits for its batch
 * @param checkpointInterval time between two checkpoints
 */
public record FlinkStreaming(
    String checkpoints,
    @Nullable String from,
    Duration maxBatchDelay,
    Duration checkpointInterval) {
  /** So many failures of our own within this time are started again; the next one ends the run. */
  private static final int RESTARTS = 2;

  private static final Duration RESTARTS_WITHIN = Duration.ofMinutes(10);
  private static final Duration RESTART_AFTER = Duration.ofSeconds(1);

  /** In an outage no checkpoint can end. A new one would be no better. */
  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofHours(1);

  /** A bundle ends when its time is over, or half of that later. */
  private static final int BUNDLE_THIRDS = 2;

  private static final long WATERMARK_MILLIS = 200;

  private static final String RECOVERY = "execution.state-recovery.";
  private static final String BUFFERS = "taskmanager.network.memory.";
  private static final String HEAP = "hashmap";
  private static final String ROCKS_DB = "rocksdb";
  private static final String ROCKS_DB_CLASS =
      "org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend";
  private static final String REPORTER = "mailmodo-source";

  /**
   * Refuses what a run without end cannot do on this runner.
   *
   * @throws UsageException with one clear line
   */
  public static void check(PipelineOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    if (flink.getFlinkMaster().equals(EmbeddedFlink.COLLECTIONS)) {
      throw new UsageException(
          "--flinkMaster=[collection] does not work with --streaming; use [local]");
    }
    if (flink.getCheckpointingInterval() != -1) {
      throw new UsageException(
          "--checkpointingInterval is not available with --streaming; use --checkpointInterval, such"
              + " as 10s");
    }
    backend(flink.getStateBackend());
  }

  /** Sets what Beam has options for; of a run without end they are ours. */
  void applyTo(FlinkPipelineOptions options) {
    options.setStreaming(true);
    options.setCheckpointingInterval(checkpointInterval.toMillis());
    options.setCheckpointingMode("EXACTLY_ONCE");
    // Behind an outage one checkpoint would follow the other.
    options.setMinPauseBetweenCheckpoints(Math.max(1, checkpointInterval.toMillis() / 2));
    if (options.getCheckpointTimeoutMillis() == -1) {
      options.setCheckpointTimeoutMillis(CHECKPOINT_TIMEOUT.toMillis());
    }
    // A checkpoint that is late in an outage would start the job again.
    options.setFailOnCheckpointingErrors(false);
    options.setExternalizedCheckpointsEnabled(true);
    options.setRetainExternalizedCheckpointsOnCancellation(true);
    // What a bundle ends with would wait in the state for whatever comes next.
    options.setFinishBundleBeforeCheckpointing(true);
    options.setMaxBundleTimeMills(Math.max(1, maxBatchDelay.toMillis() * BUNDLE_THIRDS / 3));
    // Beam would set it, and warn of it in each source.
    options.setAutoWatermarkInterval(WATERMARK_MILLIS);
    // Beam's own would need a folder besides; it is said in Flink's words.
    options.setStateBackend(null);
  }

  /** Defaults, which the user's configuration may replace. */
  Configuration defaults() {
    Configuration flink = new Configuration();
    flink.set(StateBackendOptions.STATE_BACKEND, HEAP);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL, RESTARTS);
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
        RESTARTS_WITHIN);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, RESTART_AFTER);
    // A checkpoint waits for what is in the buffers in front of the sender, at the sender's pace.
    flink.setString(BUFFERS + "buffers-per-channel", "1");
    flink.setString(BUFFERS + "floating-buffers-per-gate", "1");
    flink.setString(BUFFERS + "max-overdraft-buffers-per-gate", "0");
    return flink;
  }

  /**
   * What must be as it is, whatever the user's configuration says.
   *
   * @param users the user's, whose lists are kept
   * @param backend the value of {@code --stateBackend}; null if it is not given
   * @param leaveOut whether state of steps that are gone is left out, as {@code
   *     --allowNonRestoredState} has it
   */
  Configuration fixed(Configuration users, @Nullable String backend, boolean leaveOut) {
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
    if (from != null) {
      flink.setString(RECOVERY + "path", from);
      // The old one goes when it is needed no longer.
      flink.setString(RECOVERY + "claim-mode", "CLAIM");
      if (leaveOut) {
        flink.setString(RECOVERY + "ignore-unclaimed-state", "true");
      }
    }
    if (backend != null) {
      flink.set(StateBackendOptions.STATE_BACKEND, backend(backend));
    }
    List<String> listeners = new ArrayList<>();
    users.getOptional(DeploymentOptions.JOB_LISTENERS).ifPresent(listeners::addAll);
    listeners.add(RunningJob.class.getName());
    flink.set(DeploymentOptions.JOB_LISTENERS, listeners);
    users
        .getOptional(MetricOptions.REPORTERS_LIST)
        .filter(list -> !list.isBlank())
        .ifPresent(list -> flink.set(MetricOptions.REPORTERS_LIST, list + "," + REPORTER));
    flink.setString(
        "metrics.reporter." + REPORTER + ".factory.class", FlinkFigures.Factory.class.getName());
    return flink;
  }

  /** What Flink calls it. */
  private static String backend(@Nullable String given) {
    String backend = given == null ? "heap" : given.toLowerCase(Locale.ROOT);
    return switch (backend) {
      case "heap", HEAP -> HEAP;
      case ROCKS_DB -> {
        checkRocksDb();
        yield ROCKS_DB;
      }
      default ->
          throw new UsageException(
              "--stateBackend=" + given + " is not a state backend; use heap or rocksdb");
    };
  }

  /** It would make our jar a third larger, and few need it. */
  private static void checkRocksDb() {
    try {
      Class<?> unused = Class.forName(ROCKS_DB_CLASS, false, FlinkStreaming.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new UsageException(
          "--stateBackend=rocksdb needs org.apache.flink:flink-statebackend-rocksdb:"
              + EnvironmentInformation.getVersion()
              + " and com.ververica:frocksdbjni, which it depends on; they are not in the jar (42"
              + " MB): put both into a folder and name it with MAILMODO_SOURCE_CLASSPATH='DIR/*', or"
              + " use heap",
          e);
    }
  }
}
