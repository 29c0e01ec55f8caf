package io.github.mailmodosource.segment;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The wait before a retry: from 0.5 s doubling to 60 s, full jitter. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration MOST = Duration.ofSeconds(60);

  private Backoff() {}

  /** The longest wait after the given number of attempts (from 1). */
  static Duration most(int attempts) {
    int doublings = Math.min(attempts - 1, 16);
    Duration wait = FIRST.multipliedBy(1L << doublings);
    return wait.compareTo(MOST) > 0 ? MOST : wait;
  }

  /**
   * Full jitter: anything from nothing to the longest, so that workers do not come back together.
   */
  static Duration next(int attempts) {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most(attempts).toMillis() + 1));
  }
}
