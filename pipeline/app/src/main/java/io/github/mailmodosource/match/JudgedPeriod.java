package io.github.mailmodosource.match;

import io.github.mailmodosource.activity.ActivityPeriod;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which rows without activity behind them are held against the warehouse: those whose activity
 * would have been read. A row knows its time in milliseconds only, so that a bound between two
 * milliseconds leaves out the one that it cuts.
 */
final class JudgedPeriod implements Serializable {
  private final @Nullable Instant since;
  private final @Nullable Instant until;

  JudgedPeriod(ActivityPeriod period) {
    Instant from = period.since();
    since = from == null ? null : ceiling(from);
    Instant to = period.until();
    until = to == null ? null : to.truncatedTo(ChronoUnit.MILLIS);
  }

  private static Instant ceiling(Instant time) {
    Instant cut = time.truncatedTo(ChronoUnit.MILLIS);
    return cut.equals(time) ? cut : cut.plusMillis(1);
  }

  /**
   * Whether a row of this time is judged.
   *
   * @param time null if the row tells none; then nothing speaks for it
   */
  boolean contains(@Nullable Instant time) {
    return time == null
        || ((since == null || !time.isBefore(since)) && (until == null || time.isBefore(until)));
  }
}
