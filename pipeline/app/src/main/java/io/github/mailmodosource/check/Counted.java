package io.github.mailmodosource.check;

import io.github.mailmodosource.report.RunSummary;
import java.util.Locale;

/** Numbers of things, as people write them. */
final class Counted {
  private Counted() {}

  /** {@code 1,000}. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 row}, {@code 1,000 rows}. */
  static String of(long number, String what) {
    return RunSummary.counted(number, what, what + "s");
  }
}
