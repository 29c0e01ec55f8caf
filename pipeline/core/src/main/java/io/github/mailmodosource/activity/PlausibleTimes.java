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

  /** Null if there is none, or if it moves on. */
  private final @Nullable Instant last;

  private final boolean movesOn;

  private PlausibleTimes(@Nullable Instant last, boolean movesOn) {
    this.last = last;
    this.movesOn = movesOn;
  }

  /** From 2000 to a day after the run's start. */
  public static PlausibleTimes asOf(Instant started) {
    return new PlausibleTimes(started.plus(AHEAD), false);
  }

  /** From 2000 to a day after the moment of the question: for a run that has no end. */
  public static PlausibleTimes asOfNow() {
    return new PlausibleTimes(null, true);
  }

  /** Whatever can be read. */
  public static PlausibleTimes any() {
    return new PlausibleTimes(null, false);
  }

  /** Why it cannot be that time, as it follows the time in a message; null if it can. */
  @Nullable String fault(Instant time) {
    Instant latest = movesOn ? Instant.now().plus(AHEAD) : last;
    if (latest == null) {
      return null;
    }
    if (time.isBefore(FIRST)) {
      return "is before 2000";
    }
    return time.isAfter(latest)
        ? "is more than a day after "
            + (movesOn ? "now, " : "the start of this run, ")
            + UtcTime.format(latest.minus(AHEAD))
        : null;
  }
}
