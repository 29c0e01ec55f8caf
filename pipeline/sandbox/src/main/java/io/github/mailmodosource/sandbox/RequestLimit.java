package io.github.mailmodosource.sandbox;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * At most so many requests in each second; Segment answers those above its rate with 429, and with
 * the seconds to wait. Thread-safe.
 */
final class RequestLimit {
  private final int perSecond;
  private final LongSupplier nanos;
  private long second = Long.MIN_VALUE;
  private int taken;

  /**
   * @param perSecond 0 for no limit
   * @param nanos the time, as {@link System#nanoTime} has it
   */
  RequestLimit(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  /**
   * Counts a request.
   *
   * @throws Refusal if it is one too many
   */
  synchronized void check() throws Refusal {
    if (perSecond == 0) {
      return;
    }
    long now = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong());
    if (now != second) {
      second = now;
      taken = 0;
    }
    if (taken == perSecond) {
      throw new Refusal(
          Refusal.TOO_MANY_REQUESTS,
          "too many requests: at most " + perSecond + " in a second",
          List.of());
    }
    taken++;
  }
}
