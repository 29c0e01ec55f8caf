package io.github.mailmodosource.segment;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A point in time after which nothing is waited for. */
final class Deadline {
  private static final Deadline NEVER = new Deadline(0, Long.MAX_VALUE);

  private final long start;
  private final long nanos;

  private Deadline(long start, long nanos) {
    this.start = start;
    this.nanos = nanos;
  }

  static Deadline never() {
    return NEVER;
  }

  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime(), TimeUnit.NANOSECONDS.convert(duration));
  }

  boolean isSet() {
    return nanos != Long.MAX_VALUE;
  }

  /** What is left; nothing or less when it has passed. */
  long remainingNanos() {
    return isSet() ? nanos - (System.nanoTime() - start) : nanos;
  }

  boolean hasPassed() {
    return remainingNanos() <= 0;
  }

  /** Sleeps for the duration, but not beyond the deadline. */
  void sleep(Duration duration) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.min(duration.toNanos(), remainingNanos()));
  }
}
