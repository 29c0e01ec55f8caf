package io.github.mailmodosource.contact;

import java.time.Instant;

/** Full times as one number, so that the index stays compact. */
final class Nanos {
  private static final long PER_SECOND = 1_000_000_000L;

  private Nanos() {}

  /**
   * Nanoseconds since the epoch. Times before 1677 and after 2262 do not fit and become the first
   * and the last that do.
   */
  static long of(Instant time) {
    long seconds = time.getEpochSecond();
    if (seconds >= Long.MAX_VALUE / PER_SECOND) {
      return Long.MAX_VALUE;
    }
    if (seconds <= Long.MIN_VALUE / PER_SECOND) {
      return IdentifyCall.SINCE_EVER + 1;
    }
    return seconds * PER_SECOND + time.getNano();
  }
}
