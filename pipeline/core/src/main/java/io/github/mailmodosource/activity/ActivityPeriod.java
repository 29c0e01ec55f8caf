package io.github.mailmodosource.activity;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The activity that is meant: {@code since <= time < until}.
 *
 * @param since null for no lower bound
 * @param until null for no upper bound
 */
public record ActivityPeriod(@Nullable Instant since, @Nullable Instant until)
    implements Serializable {

  /**
   * Reads the bounds as the options give them: instants of ISO-8601, or dates, which begin at
   * midnight UTC.
   *
   * @throws IllegalArgumentException with one clear line
   */
  public static ActivityPeriod of(@Nullable String since, @Nullable String until) {
    Instant from = since == null ? null : bound("--since", since);
    Instant to = until == null ? null : bound("--until", until);
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "--since=" + since + " is not before --until=" + until + ", so no activity can match");
    }
    return new ActivityPeriod(from, to);
  }

  public boolean contains(Instant time) {
    return (since == null || !time.isBefore(since)) && (until == null || time.isBefore(until));
  }

  /**
   * Reads one bound.
   *
   * @param option its name, for messages: {@code --since}
   * @throws IllegalArgumentException with one clear line
   */
  public static Instant bound(String option, String text) {
    // No epoch numbers: 2026 and 20261120 would be minutes and days after 1970.
    IsoTime time = IsoTime.parse(text.strip());
    if (time == null) {
      throw new IllegalArgumentException(
          option
              + "="
              + text
              + " is not a valid time; use an instant (2026-11-20T00:00:00Z) or a date (2026-11-20)");
    }
    return time.inUtc();
  }
}
