package io.github.mailmodosource.activity;

import io.github.mailmodosource.coding.UtcTime;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which times an activity can have. One of before 2000 is a clock that was never set or a number in
 * another unit, such as a spreadsheet's days; so is one that has not come yet.
 */
public final class PlausibleTimes implements Serializable {
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  /** Clocks are wrong, by hours where a zone was mistaken. */
  private static final Duration AHEAD = Duration.ofDays(1);

  /** Null if all times are. */
  private final @Nullable Instant last;

  private PlausibleTimes(@Nullable Instant last) {
    this.last = last;
  }

  /** From 2000 to a day after the run's start. */
  public static PlausibleTimes asOf(Instant started) {
    return new PlausibleTimes(started.plus(AHEAD));
  }

  /** Whatever can be read. */
  public static PlausibleTimes any() {
    return new PlausibleTimes(null);
  }

  /** Why it cannot be that time, as it follows the time in a message; null if it can. */
  @Nullable String fault(Instant time) {
    if (last == null) {
      return null;
    }
    if (time.isBefore(FIRST)) {
      return "is before 2000";
    }
    return time.isAfter(last)
        ? "is more than a day after the start of this run, " + UtcTime.format(last.minus(AHEAD))
        : null;
  }
}
