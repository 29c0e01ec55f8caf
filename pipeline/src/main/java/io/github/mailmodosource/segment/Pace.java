package io.github.mailmodosource.segment;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Holds requests and events to their rates, and holds everybody back when Segment asks for it. */
final class Pace {
  private final @Nullable Bucket requests;
  private final @Nullable Bucket events;
  private final AtomicLong pausedUntilNanos = new AtomicLong(System.nanoTime());

  /**
   * @param requestsPerSecond 0 for no bound
   * @param eventsPerSecond 0 for no bound
   */
  Pace(double requestsPerSecond, double eventsPerSecond) {
    requests = bucket(requestsPerSecond);
    events = bucket(eventsPerSecond);
  }

  /** Waits until one more request with that many events may leave. */
  void await(int eventCount) throws InterruptedException {
    long nanos = Math.max(reserve(requests, 1), reserve(events, eventCount));
    sleep(nanos);
    for (long pause = pause(); pause > 0; pause = pause()) {
      sleep(pause);
    }
  }

  /** Nobody sends for that long: Segment asked one of us to wait, and means all. */
  void pauseFor(Duration duration) {
    long until = System.nanoTime() + duration.toNanos();
    pausedUntilNanos.accumulateAndGet(until, (a, b) -> b - a > 0 ? b : a);
  }

  private long pause() {
    return pausedUntilNanos.get() - System.nanoTime();
  }

  /** A token an instant, none saved up: a quiet while is no licence for a burst. */
  private static @Nullable Bucket bucket(double perSecond) {
    if (perSecond == 0) {
      return null;
    }
    long nanosPerToken = Math.max(1, Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond));
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(1).refillGreedy(1, Duration.ofNanos(nanosPerToken)))
        .build();
  }

  private static long reserve(@Nullable Bucket bucket, long tokens) {
    return bucket == null || tokens == 0 ? 0 : bucket.consumeIgnoringRateLimits(tokens);
  }

  private static void sleep(long nanos) throws InterruptedException {
    if (nanos > 0) {
      TimeUnit.NANOSECONDS.sleep(nanos);
    }
  }
}
