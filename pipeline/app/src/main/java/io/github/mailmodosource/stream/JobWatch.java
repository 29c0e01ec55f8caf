package io.github.mailmodosource.stream;

import io.github.mailmodosource.job.DaemonThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says what Flink would say with a stack trace, or not at all: that the job was started again, that
 * the state's folder cannot be written, and that there has been no checkpoint for long.
 */
final class JobWatch implements AutoCloseable {
  private static final int SECONDS_BETWEEN_LOOKS = 5;

  /** Of as many intervals, and at least of as many minutes, one checkpoint should have ended. */
  private static final int INTERVALS = 10;

  private static final Duration AT_LEAST = Duration.ofMinutes(5);

  /** After as many intervals, and at least as many seconds, it is asked whether one can be made. */
  private static final int INTERVALS_UNTIL_A_TRIAL = 3;

  private static final Duration AT_LEAST_UNTIL_A_TRIAL = Duration.ofSeconds(10);

  private final Supplier<FlinkState> figures;
  private final Supplier<@Nullable String> fault;
  private final Consumer<String> out;
  private final Clock clock;
  private final Duration longest;
  private final Duration untilTrial;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("job-watch"));

  private long restarts;
  private Instant newest;
  private Instant lastWord;

  /** Whether it was told that nothing can be written, since the newest checkpoint. */
  private boolean faultTold;

  /**
   * Makes one that looks when it is told to.
   *
   * @param fault why nothing can be written to the state's folder; null if it can
   * @param out gets a line when there is something to say
   */
  JobWatch(
      Supplier<FlinkState> figures,
      Supplier<@Nullable String> fault,
      Duration checkpointInterval,
      Clock clock,
      Consumer<String> out) {
    this.figures = figures;
    this.fault = fault;
    this.out = out;
    this.clock = clock;
    longest = longer(checkpointInterval.multipliedBy(INTERVALS), AT_LEAST);
    untilTrial =
        longer(checkpointInterval.multipliedBy(INTERVALS_UNTIL_A_TRIAL), AT_LEAST_UNTIL_A_TRIAL);
    newest = clock.instant();
    lastWord = newest;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Looks every few seconds from now on. */
  void start() {
    var unused =
        looks.scheduleWithFixedDelay(
            this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
  }

  void look() {
    FlinkState now = figures.get();
    if (now.restarts() > restarts) {
      restarts = now.restarts();
      out.accept(
          "the job failed, and was started again from its last checkpoint ("
              + (restarts == 1 ? "once" : restarts + " times")
              + " since this process began); --logLevel=info tells why");
    }
    Instant last = now.lastCheckpoint();
    if (last != null && last.isAfter(newest)) {
      newest = last;
      lastWord = last;
      faultTold = false;
    }
    Instant time = clock.instant();
    if (Duration.between(newest, time).compareTo(untilTrial) < 0) {
      return;
    }
    String why = fault.get();
    if (why != null) {
      if (!faultTold) {
        faultTold = true;
        out.accept(
            "the folder of --state cannot be written ("
                + why
                + "); what is sent from now on is sent again if the process is killed");
      }
      return;
    }
    Duration since = Duration.between(lastWord, time);
    if (since.compareTo(longest) >= 0) {
      lastWord = time;
      out.accept(
          "there has been no checkpoint for "
              + since.toMinutes()
              + " minutes: what was read still waits to be sent");
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
