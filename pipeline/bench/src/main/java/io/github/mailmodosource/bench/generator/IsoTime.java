package io.github.mailmodosource.bench.generator;

/** ISO-8601 by hand: with {@code java.time} it would take most of the generator's time. */
final class IsoTime {
  private IsoTime() {}

  /**
   * {@code 2026-10-01T00:00:00.000Z}.
   *
   * @param ms milliseconds since 1970
   */
  static String of(long ms) {
    // Days to date: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    long days = Math.floorDiv(ms, 86_400_000L) + 719_468;
    int rest = (int) Math.floorMod(ms, 86_400_000L);
    int dayOfEra = (int) Math.floorMod(days, 146_097L);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * shifted + 2) / 5 + 1;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    int year = (int) (yearOfEra + Math.floorDiv(days, 146_097L) * 400) + (month <= 2 ? 1 : 0);
    char[] c = "0000-00-00T00:00:00.000Z".toCharArray();
    digits(c, 0, 4, year);
    digits(c, 5, 2, month);
    digits(c, 8, 2, day);
    digits(c, 11, 2, rest / 3_600_000);
    digits(c, 14, 2, rest / 60_000 % 60);
    digits(c, 17, 2, rest / 1000 % 60);
    digits(c, 20, 3, rest % 1000);
    return new String(c);
  }

  private static void digits(char[] c, int from, int length, int number) {
    for (int i = from + length - 1; i >= from; i--) {
      c[i] = (char) ('0' + number % 10);
      number /= 10;
    }
  }
}
