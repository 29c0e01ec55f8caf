package io.github.mailmodosource.stream;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.job.Checked;
import io.github.mailmodosource.job.Faults;
import io.github.mailmodosource.option.DurationOption;
import java.time.Duration;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a run without end goes on, ends, and is watched.
 *
 * @param maxBatchDelay the longest that an event waits for its batch
 * @param deduplicateFor how long a messageId is remembered
 * @param state the folder for checkpoints as the user named it; null for the default
 * @param checkpointInterval time between two checkpoints
 * @param drainFor how long the end of the run waits for what was read
 * @param metrics where metrics can be read; null if nowhere
 */
public record StreamSettings(
    Duration maxBatchDelay,
    Duration deduplicateFor,
    @Nullable String state,
    Duration checkpointInterval,
    Duration drainFor,
    @Nullable MetricsAddress metrics) {
  private static final Duration LEAST_CHECKPOINT_INTERVAL = Duration.ofMillis(100);
  private static final int LARGEST_PORT = 65_535;

  /**
   * Where Prometheus finds the metrics.
   *
   * @param port 0 for any that is free
   */
  public record MetricsAddress(String host, int port) {}

  /** Checks the options, each by itself. */
  public static <T extends StreamOptions & PipelineOptions> Checked<StreamSettings> of(
      T options, Faults faults) {
    Checked<Duration> maxBatchDelay =
        positive("--maxBatchDelay", options.getMaxBatchDelay(), faults);
    Checked<Duration> deduplicateFor =
        positive("--deduplicateFor", options.getDeduplicateFor(), faults);
    Checked<Duration> checkpoints =
        faults.check(() -> checkpointInterval(options.getCheckpointInterval()));
    Checked<Duration> drainFor =
        faults.check(() -> DurationOption.parse("--drainFor", options.getDrainFor()));
    Integer port = options.getMetricsPort();
    Checked<MetricsAddress> metrics =
        port == null ? null : faults.check(() -> metrics(options.getMetricsHost(), port));
    return faults.check(
        () ->
            new StreamSettings(
                maxBatchDelay.get(),
                deduplicateFor.get(),
                options.getState(),
                checkpoints.get(),
                drainFor.get(),
                metrics == null ? null : metrics.get()));
  }

  private static Checked<Duration> positive(String option, String value, Faults faults) {
    return faults.check(
        () -> {
          Duration duration = DurationOption.parse(option, value);
          if (duration.isZero()) {
            throw new UsageException(option + "=" + value + " is too short; use 1s or more");
          }
          return duration;
        });
  }

  private static Duration checkpointInterval(String value) {
    Duration interval = DurationOption.parse("--checkpointInterval", value);
    if (interval.compareTo(LEAST_CHECKPOINT_INTERVAL) < 0) {
      throw new UsageException(
          "--checkpointInterval=" + value + " is too short; use 100ms or more, such as 10s");
    }
    return interval;
  }

  private static MetricsAddress metrics(String host, int port) {
    if (port < 0 || port > LARGEST_PORT) {
      throw new UsageException(
          "--metricsPort=" + port + " is not a port; use 1 to 65535, or 0 for any that is free");
    }
    return new MetricsAddress(host, port);
  }
}
