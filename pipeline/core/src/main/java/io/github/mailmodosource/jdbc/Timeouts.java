package io.github.mailmodosource.jdbc;

import java.time.Duration;

/**
 * How long a statement may take, as databases are told it: whole numbers, of which 0 would mean for
 * ever, up to the most that all of them know.
 */
final class Timeouts {
  /** PostgreSQL, and many a driver, counts milliseconds in 31 bits: 24.8 days. */
  private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE / 1_000);

  private Timeouts() {}

  /** Milliseconds, at least one. */
  static int millis(Duration timeout) {
    return Math.max(1, (int) capped(timeout).toMillis());
  }

  /** Seconds, a begun one for a whole one. */
  static int seconds(Duration timeout) {
    return (int) capped(timeout).plusSeconds(1).minusNanos(1).toSeconds();
  }

  private static Duration capped(Duration timeout) {
    return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
  }
}
