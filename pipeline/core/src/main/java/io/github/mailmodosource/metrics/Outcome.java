package io.github.mailmodosource.metrics;

import java.util.Locale;

/** Where a row can end, in the order in which it is judged; {@code READ} is where it began. */
public enum Outcome {
  READ,
  INVALID,
  OUTSIDE_WINDOW,
  NOT_IDENTIFIED,
  IDENTIFIED_LATER,
  SUPPRESSED,
  DUPLICATE,
  SENT,
  UNDELIVERED;

  /** As it stands in the funnel: {@code not_identified}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
