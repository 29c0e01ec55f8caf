package io.github.mailmodosource.coding;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The shape that nearly all exports use, {@code 2026-11-20T03:04:05.678Z} with 0 to 9 fraction
 * digits, read and written by its places. A formatter that knows all shapes took an eighth of a run
 * for reading it, and a thirtieth for writing it.
 */
public final class UtcTime {
  private static final int SECONDS_END = 19;
  private static final int MOST_FRACTION_DIGITS = 9;

  private static final int LAST_YEAR_OF_FOUR_DIGITS = 9999;
  private static final int NANOS_OF_A_MILLI = 1_000_000;
  private static final DateTimeFormatter ANY_YEAR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private UtcTime() {}

  /** The instant; null if the text has another shape, which need not mean that it is wrong. */
  public static @Nullable Instant parse(String text) {
    int end = text.length() - 1;
    boolean shaped =
        end >= SECONDS_END
            && end <= SECONDS_END + 1 + MOST_FRACTION_DIGITS
            && text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':'
            && text.charAt(end) == 'Z'
            && (end == SECONDS_END || text.charAt(SECONDS_END) == '.');
    if (!shaped) {
      return null;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, SECONDS_END);
    int fraction = end == SECONDS_END ? 0 : digits(text, SECONDS_END + 1, end);
    boolean inRange =
        year >= 0
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60
            && fraction >= 0;
    if (!inRange) {
      return null;
    }
    int nanos = fraction;
    for (int digits = end - SECONDS_END - 1; nanos > 0 && digits < MOST_FRACTION_DIGITS; digits++) {
      nanos *= 10;
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nanos);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** UTC with three fraction digits, always; cut, not rounded. */
  public static String format(Instant time) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
    if (utc.getYear() < 0 || utc.getYear() > LAST_YEAR_OF_FOUR_DIGITS) {
      return ANY_YEAR.format(time);
    }
    StringBuilder text = new StringBuilder(24);
    digits(text, utc.getYear(), 1000);
    digits(text.append('-'), utc.getMonthValue(), 10);
    digits(text.append('-'), utc.getDayOfMonth(), 10);
    digits(text.append('T'), utc.getHour(), 10);
    digits(text.append(':'), utc.getMinute(), 10);
    digits(text.append(':'), utc.getSecond(), 10);
    digits(text.append('.'), time.getNano() / NANOS_OF_A_MILLI, 100);
    return text.append('Z').toString();
  }

  private static void digits(StringBuilder text, int number, int firstPlace) {
    for (int place = firstPlace; place > 0; place /= 10) {
      text.append((char) ('0' + number / place % 10));
    }
  }

  /** The number in these places; -1 if one of them holds no digit. */
  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
