package io.github.mailmodosource.bench.generator;

import java.util.Locale;

/** What must become of a row, in the order of the funnel. */
enum ExpectedOutcome {
  INVALID,
  OUTSIDE_WINDOW,
  NOT_IDENTIFIED,
  IDENTIFIED_LATER,
  DUPLICATE,
  SENT,
  UNDELIVERED;

  /** As it stands in the funnel. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
