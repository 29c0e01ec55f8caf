package io.github.mailmodosource.activity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A time in one of the shapes of ISO-8601, and of the databases that nearly write it: {@code
 * 2026-11-03T04:05:06.789+05:30}, {@code 20261103T040506Z}, {@code 2026-11-03 04:05:06,5 UTC}, or a
 * date alone, which is its midnight.
 *
 * @param offset null if the text tells none
 */
record IsoTime(LocalDateTime local, @Nullable ZoneOffset offset) {
  private static final int MOST_FRACTION_DIGITS = 9;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  /** No offset of Java's is larger, and none on earth. */
  private static final int MOST_OFFSET_HOURS = 18;

  /**
   * The time; null if the text has another shape, or names a day or an hour that does not exist.
   */
  static @Nullable IsoTime parse(String text) {
    try {
      return new Scanner(text).time();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The instant in UTC, unless the text has an offset of its own. */
  Instant inUtc() {
    return local.toInstant(offset == null ? ZoneOffset.UTC : offset);
  }

  /** Reads a text by its places: a formatter that knows all shapes is twenty times as slow. */
  private static final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    @Nullable IsoTime time() {
      LocalDate date = date();
      if (date == null) {
        return null;
      }
      if (atEnd()) {
        return new IsoTime(date.atStartOfDay(), null);
      }
      if (!takeAny("Tt ")) {
        return null;
      }
      LocalDateTime local = timeOf(date);
      if (local == null || atEnd()) {
        return local == null ? null : new IsoTime(local, null);
      }
      ZoneOffset offset = offset();
      return offset == null || !atEnd() ? null : new IsoTime(local, offset);
    }

    private @Nullable LocalDate date() {
      int year = digits(4);
      boolean extended = takeAny("-");
      int month = digits(2);
      if (extended && !takeAny("-")) {
        return null;
      }
      int day = digits(2);
      return year < 0 || month < 0 || day < 0 ? null : LocalDate.of(year, month, day);
    }

    private @Nullable LocalDateTime timeOf(LocalDate date) {
      int hour = digits(2);
      boolean extended = takeAny(":");
      int minute = digits(2);
      if (hour < 0 || minute < 0) {
        return null;
      }
      boolean hasSeconds = extended ? takeAny(":") : isDigit(at);
      if (!hasSeconds) {
        return date.atTime(hour, minute);
      }
      int second = digits(2);
      int nanos = second >= 0 && takeAny(".,") ? fraction() : 0;
      return second < 0 || nanos < 0 ? null : date.atTime(hour, minute, second, nanos);
    }

    /** Nanoseconds; -1 for more digits than nanoseconds have. */
    private int fraction() {
      int nanos = 0;
      int place = NANOS_PER_SECOND;
      int start = at;
      while (isDigit(at)) {
        place /= 10;
        nanos += (text.charAt(at) - '0') * place;
        at++;
      }
      return at - start > MOST_FRACTION_DIGITS ? -1 : nanos;
    }

    private @Nullable ZoneOffset offset() {
      takeAny(" ");
      if (!atEnd() && "+-".indexOf(text.charAt(at)) >= 0) {
        return numericOffset();
      }
      String name = text.substring(at).toUpperCase(Locale.ROOT);
      at = text.length();
      return name.equals("Z") || name.equals("UTC") || name.equals("GMT") ? ZoneOffset.UTC : null;
    }

    /** Such as {@code +05:30}, {@code +0530} or {@code +05}. */
    private @Nullable ZoneOffset numericOffset() {
      int sign = text.charAt(at) == '-' ? -1 : 1;
      at++;
      int hours = digits(2);
      boolean extended = takeAny(":");
      int minutes = extended || isDigit(at) ? digits(2) : 0;
      return hours < 0 || hours > MOST_OFFSET_HOURS || minutes < 0
          ? null
          : ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private boolean atEnd() {
      return at >= text.length();
    }

    private boolean isDigit(int place) {
      return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
    }

    private boolean takeAny(String characters) {
      if (atEnd() || characters.indexOf(text.charAt(at)) < 0) {
        return false;
      }
      at++;
      return true;
    }

    /** The number in that many places; -1 if one of them holds no digit. */
    private int digits(int count) {
      int number = 0;
      for (int end = at + count; at < end; at++) {
        if (!isDigit(at)) {
          return -1;
        }
        number = number * 10 + text.charAt(at) - '0';
      }
      return number;
    }
  }
}
