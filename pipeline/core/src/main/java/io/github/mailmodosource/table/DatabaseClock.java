package io.github.mailmodosource.table;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Notices when a database's clock is set back. Not thread-safe. */
final class DatabaseClock {
  /** Clocks run apart a little. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  private @Nullable Instant last;
  private long lastNanos;

  /**
   * Compares the time with what has passed since it was last asked for.
   *
   * @param asked when it was asked for, as {@link System#nanoTime}
   * @param answered when it was told
   * @return null, or if the clock was set back, the least time that it can have shown since
   */
  @Nullable Instant setBackTo(Instant now, long asked, long answered) {
    Instant before = last;
    Duration passed = Duration.ofNanos(asked - lastNanos);
    last = now;
    lastNanos = answered;
    return before != null && now.isBefore(before.plus(passed).minus(TOLERANCE))
        ? now.minus(Duration.ofNanos(answered - asked)).minus(passed)
        : null;
  }
}
