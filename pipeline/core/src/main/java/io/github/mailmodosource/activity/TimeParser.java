package io.github.mailmodosource.activity;

import io.github.mailmodosource.coding.UtcTime;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times that exports carry: ISO-8601 with {@code Z} or an offset and 0 to 9 fraction
 * digits, a space in place of the {@code T}; a local time without a zone, read in the zone given
 * here; an epoch number in seconds, milliseconds or microseconds, told apart by size.
 */
public final class TimeParser implements Serializable {
  /** Below it a number counts seconds (up to the year 5138), from here on milliseconds. */
  private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

  /** From here on a number counts microseconds. */
  private static final BigDecimal FIRST_MICROS = BigDecimal.valueOf(100_000_000_000_000L);

  private static final BigDecimal END_OF_MICROS = BigDecimal.valueOf(100_000_000_000_000_000L);

  /** No time has so many digits; reading a million of them takes minutes. */
  private static final int MAX_NUMBER_CHARS = 60;

  /** Guards against numbers such as 1e-999999999, whose digits alone would fill the memory. */
  private static final int MAX_SCALE = 40;

  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);

  /** A year has four digits in what Segment gets; an offset or a negative number may leave them. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendValue(ChronoField.HOUR_OF_DAY, 2)
          .appendLiteral(':')
          .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
          .optionalStart()
          .appendLiteral(':')
          .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  /** Such as {@code +05:30}. */
  private static final int OFFSET_CHARS = 6;

  private final ZoneId zone;

  /**
   * @param zone where times without a zone are at home
   */
  public TimeParser(ZoneId zone) {
    this.zone = zone;
  }

  /** The instant that {@code text} means; null if it is no time. */
  public @Nullable Instant parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return null;
    }
    Instant time = isNumber(trimmed) ? parseNumber(trimmed) : parseIso(trimmed);
    return time == null || time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean sign = c == '-' && i == 0;
      if (!sign && c != '.' && c != 'e' && c != 'E' && c != '+' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Instant parseNumber(String text) {
    if (text.length() > MAX_NUMBER_CHARS) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      if (Math.abs(number.scale()) > MAX_SCALE) {
        return null;
      }
      BigDecimal size = number.abs();
      int digitsBelowSecond;
      if (size.compareTo(FIRST_MILLIS) < 0) {
        digitsBelowSecond = 0;
      } else if (size.compareTo(FIRST_MICROS) < 0) {
        digitsBelowSecond = 3;
      } else if (size.compareTo(END_OF_MICROS) < 0) {
        digitsBelowSecond = 6;
      } else {
        return null;
      }
      BigDecimal nanos = number.movePointRight(9 - digitsBelowSecond);
      BigInteger[] parts = nanos.toBigInteger().divideAndRemainder(NANOS_PER_SECOND);
      return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
      return null;
    }
  }

  private @Nullable Instant parseIso(String text) {
    if (text.charAt(0) < '0' || text.charAt(0) > '9') {
      // Years are four digits; a sign would announce more.
      return null;
    }
    String iso =
        text.length() > 10 && text.charAt(10) == ' '
            ? text.substring(0, 10) + 'T' + text.substring(11)
            : text;
    try {
      Instant usual = parseUsual(iso);
      if (usual != null) {
        return usual;
      }
      TemporalAccessor time = ISO.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
      return time instanceof OffsetDateTime withOffset
          ? withOffset.toInstant()
          : ((LocalDateTime) time).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The shapes that {@link UtcTime} can help with, some twenty times as fast as a formatter. */
  private @Nullable Instant parseUsual(String iso) {
    Instant utc = UtcTime.parse(iso);
    if (utc != null) {
      return utc;
    }
    int end = iso.length();
    int offset = end - OFFSET_CHARS;
    if (offset > 0 && iso.charAt(offset + 3) == ':' && "+-".indexOf(iso.charAt(offset)) >= 0) {
      Instant local = UtcTime.parse(iso.substring(0, offset) + 'Z');
      return local == null
          ? null
          : local.minusSeconds(ZoneOffset.of(iso.substring(offset)).getTotalSeconds());
    }
    Instant local = UtcTime.parse(iso + 'Z');
    return local == null
        ? null
        : LocalDateTime.ofInstant(local, ZoneOffset.UTC).atZone(zone).toInstant();
  }
}
