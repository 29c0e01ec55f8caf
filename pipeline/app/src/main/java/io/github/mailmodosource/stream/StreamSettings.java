package io.github.mailmodosource.stream;

import io.github.mailmodosource.commandline.DirectRunnerByName;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.event.RemoveDuplicates;
import io.github.mailmodosource.job.Checked;
import io.github.mailmodosource.job.Faults;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.judge.ContactsRefresh;
import io.github.mailmodosource.option.DurationOption;
import java.time.Duration;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a run without end goes on, ends, and is watched.
 *
 * @param contactsRefresh time between two readings of contacts and of suppressed people
 * @param contactsWait how long an activity that nobody is identified for is held
 * @param maxBatchDelay the longest that an event waits for its batch
 * @param deduplicateFor how long a messageId is remembered
 * @param state the folder for checkpoints as the user named it; null for the default
 * @param checkpointInterval time between two checkpoints
 * @param drainFor how long the end of the run waits for what was read
 * @param funnelInterval time between two lines with the figures of the run
 * @param metrics where metrics can be read; null if nowhere
 */
public record StreamSettings(
    Duration contactsRefresh,
    Duration contactsWait,
    Duration maxBatchDelay,
    Duration deduplicateFor,
    @Nullable String state,
    Duration checkpointInterval,
    Duration drainFor,
    Duration funnelInterval,
    @Nullable MetricsAddress metrics) {
  private static final int LEAST_MILLIS = 100;
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
    Checked<Duration> contactsRefresh =
        positive("--contactsRefresh", options.getContactsRefresh(), faults);
    Checked<Duration> contactsWait =
        faults.check(() -> DurationOption.parse("--contactsWait", options.getContactsWait()));
    Checked<Duration> maxBatchDelay =
        positive("--maxBatchDelay", options.getMaxBatchDelay(), faults);
    Checked<Duration> deduplicateFor =
        positive("--deduplicateFor", options.getDeduplicateFor(), faults);
    Checked<Duration> checkpoints =
        positive("--checkpointInterval", options.getCheckpointInterval(), faults);
    Checked<Duration> drainFor =
        faults.check(() -> DurationOption.parse("--drainFor", options.getDrainFor()));
    Checked<Duration> funnelInterval =
        positive("--funnelInterval", options.getFunnelInterval(), faults);
    Integer port = options.getMetricsPort();
    Checked<MetricsAddress> metrics =
        port == null ? null : faults.check(() -> metrics(options.getMetricsHost(), port));
    return faults.check(
        () ->
            new StreamSettings(
                contactsRefresh.get(),
                contactsWait.get(),
                maxBatchDelay.get(),
                deduplicateFor.get(),
                options.getState(),
                checkpoints.get(),
                drainFor.get(),
                funnelInterval.get(),
                metrics == null ? null : metrics.get()));
  }

  /** How a run keeps its contacts fresh. */
  public ContactsRefresh refresh(JobRun run) {
    return new ContactsRefresh(run.id(), contactsRefresh, contactsWait);
  }

  /** Ids are remembered; on the DirectRunner, which makes a request of each key, by one key. */
  public RemoveDuplicates removeDuplicates(RemoveDuplicates step, PipelineOptions options) {
    RemoveDuplicates remembering = step.withDeduplicateFor(deduplicateFor);
    return DirectRunnerByName.isMeant(options) ? remembering.withKeys(1) : remembering;
  }

  private static Checked<Duration> positive(String option, String value, Faults faults) {
    return faults.check(
        () -> {
          Duration duration = DurationOption.parse(option, value);
          if (duration.toMillis() < LEAST_MILLIS) {
            throw new UsageException(option + "=" + value + " is too short; use 100ms or more");
          }
          return duration;
        });
  }

  private static MetricsAddress metrics(String host, int port) {
    if (port < 0 || port > LARGEST_PORT) {
      throw new UsageException(
          "--metricsPort=" + port + " is not a port; use 1 to 65535, or 0 for any that is free");
    }
    return new MetricsAddress(host, port);
  }
}
