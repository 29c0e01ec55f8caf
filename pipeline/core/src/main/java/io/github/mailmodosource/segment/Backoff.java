package io.github.mailmodosource.segment;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The wait before a retry: from 0.5 s doubling to 60 s, full jitter. */
final class Backoff {
  private static final IntervalFunction MOST =
      IntervalFunction.ofExponentialBackoff(Duration.ofMillis(500), 2.0, Duration.ofSeconds(60));

  private Backoff() {}

  /** The longest wait after the given number of attempts (from 1). */
  static Duration most(int attempts) {
    return Duration.ofMillis(MOST.apply(attempts));
  }

  /**
   * Full jitter: anything from nothing to the longest, so that workers do not come back together.
   */
  static Duration next(int attempts) {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most(attempts).toMillis() + 1));
  }
}
