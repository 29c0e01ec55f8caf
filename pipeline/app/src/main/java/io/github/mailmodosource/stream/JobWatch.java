package io.github.mailmodosource.stream;

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
 * Says what Flink would say with a stack trace, or not at all: that the job was started again, and
 * that there has been no checkpoint for long.
 */
final class JobWatch implements AutoCloseable {
  private static final int SECONDS_BETWEEN_LOOKS = 5;

  /** Of as many intervals, and at least of as many minutes, one checkpoint should have ended. */
  private static final int INTERVALS = 10;

  private static final Duration AT_LEAST = Duration.ofMinutes(5);

  private final Supplier<FlinkState> figures;
  private final Supplier<@Nullable String> fault;
  private final Consumer<String> out;
  private final Clock clock;
  private final Duration longest;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "job-watch");
            thread.setDaemon(true);
            return thread;
          });

  private long restarts;
  private Instant lastWord;

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
    Duration several = checkpointInterval.multipliedBy(INTERVALS);
    longest = several.compareTo(AT_LEAST) > 0 ? several : AT_LEAST;
    lastWord = clock.instant();
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
    if (last != null && last.isAfter(lastWord)) {
      lastWord = last;
    }
    Duration since = Duration.between(lastWord, clock.instant());
    if (since.compareTo(longest) >= 0) {
      lastWord = clock.instant();
      String why = fault.get();
      out.accept(
          "there has been no checkpoint for "
              + since.toMinutes()
              + " minutes: "
              + (why == null
                  ? "what was read still waits to be sent"
                  : "the folder of --state cannot be written (" + why + ")"));
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
