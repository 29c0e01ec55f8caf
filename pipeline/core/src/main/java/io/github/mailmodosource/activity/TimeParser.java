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
import java.time.format.ResolverStyle;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times that exports carry: ISO-8601, extended or basic, with 0 to 9 fraction digits
 * after a point or a comma, a space in place of the {@code T} and before the offset; RFC 1123; a
 * date, which is its midnight; an epoch number in seconds, milliseconds, microseconds or
 * nanoseconds, told apart by size. Anything else needs a pattern. What tells no zone of its own is
 * read in the zone given here.
 */
public final class TimeParser implements Serializable {
  /** Below it a number counts seconds (up to the year 5138), from here on milliseconds. */
  private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

  /** From here on a number counts microseconds. */
  private static final BigDecimal FIRST_MICROS = BigDecimal.valueOf(100_000_000_000_000L);

  /** From here on a number counts nanoseconds. */
  private static final BigDecimal FIRST_NANOS = BigDecimal.valueOf(100_000_000_000_000_000L);

  /** Who counts nanoseconds does so in 64 bits: up to the year 2262. */
  private static final BigDecimal LAST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

  /** No time has so many digits; reading a million of them takes minutes. */
  private static final int MAX_NUMBER_CHARS = 60;

  /** Guards against numbers such as 1e-999999999, whose digits alone would fill the memory. */
  private static final int MAX_SCALE = 40;

  /**
   * A spreadsheet shows no more digits of a large number, and saves what it shows: the rest of the
   * time is lost. Programs write all digits of a double.
   */
  private static final int DIGITS_OF_A_SPREADSHEET = 6;

  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);

  /** As a number it would be a day of 1970. */
  private static final Pattern DATE = Pattern.compile("[0-9]{8}");

  /** A year has four digits in what Segment gets; an offset or a negative number may leave them. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private static final DateTimeFormatter RFC_1123 =
      DateTimeFormatter.RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

  private final ZoneId zone;
  private final @Nullable TimePattern pattern;

  /** Hears of local times that a zone has twice, or not at all. */
  @FunctionalInterface
  public interface AmbiguousTimes {
    void read(String text, Instant as);
  }

  /**
   * A parser of the usual forms.
   *
   * @param zone where times without a zone are at home
   */
  public TimeParser(ZoneId zone) {
    this(zone, null);
  }

  private TimeParser(ZoneId zone, @Nullable TimePattern pattern) {
    this.zone = zone.normalized();
    this.pattern = pattern;
  }

  /**
   * The same, which tries this pattern before the usual forms.
   *
   * @param format as {@link DateTimeFormatter} has them, such as {@code MM/dd/yyyy h:mm a}
   * @throws IllegalArgumentException with one clear line, without the option, if times cannot be
   *     read by it
   */
  public TimeParser withPattern(String format) {
    return new TimeParser(zone, TimePattern.of(format));
  }

  /** The same, for times that are at home in another zone. */
  public TimeParser in(ZoneId other) {
    return new TimeParser(other, pattern);
  }

  public ZoneId zone() {
    return zone;
  }

  /** The instant that {@code text} means; null if it is no time. */
  public @Nullable Instant parse(String text) {
    return parse(text, (ambiguous, as) -> {});
  }

  /**
   * The instant that {@code text} means; null if it is no time.
   *
   * @param ambiguous hears of a local time that the zone has twice, which is read as the earlier
   *     one, or not at all, which is read as if the clock had not been put forward
   */
  public @Nullable Instant parse(String text, AmbiguousTimes ambiguous) {
    TimePattern given = pattern;
    Instant usual = given == null ? UtcTime.parse(text) : null;
    if (usual != null) {
      return usual;
    }
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return null;
    }
    Instant time = given == null ? null : given.parse(trimmed, local -> at(local, text, ambiguous));
    if (time == null) {
      time = parseUsual(trimmed, ambiguous);
    }
    return time == null || time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
  }

  private @Nullable Instant parseUsual(String text, AmbiguousTimes ambiguous) {
    if (isNumber(text) && !DATE.matcher(text).matches()) {
      return parseNumber(text);
    }
    IsoTime iso = IsoTime.parse(text);
    if (iso == null) {
      return parseRfc1123(text);
    }
    ZoneOffset offset = iso.offset();
    return offset == null ? at(iso.local(), text, ambiguous) : iso.local().toInstant(offset);
  }

  /** A local time in the zone, by Java's rule where that is not one instant. */
  private Instant at(LocalDateTime local, String text, AmbiguousTimes ambiguous) {
    if (zone instanceof ZoneOffset fixed) {
      return local.toInstant(fixed);
    }
    ZoneRules rules = zone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.size() == 1) {
      return local.toInstant(offsets.get(0));
    }
    Instant time = local.atZone(zone).toInstant();
    ambiguous.read(text, time);
    return time;
  }

  /** Whether the text is a number that has lost digits, as {@code 1.79368E+12} has. */
  static boolean isRounded(String text) {
    String trimmed = text.strip();
    try {
      return trimmed.length() <= MAX_NUMBER_CHARS && isRounded(trimmed, new BigDecimal(trimmed));
    } catch (NumberFormatException e) {
      return false;
    }
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
      if (Math.abs(number.scale()) > MAX_SCALE || isRounded(text, number)) {
        return null;
      }
      BigDecimal size = number.abs();
      int digitsBelowSecond;
      if (size.compareTo(FIRST_MILLIS) < 0) {
        digitsBelowSecond = 0;
      } else if (size.compareTo(FIRST_MICROS) < 0) {
        digitsBelowSecond = 3;
      } else if (size.compareTo(FIRST_NANOS) < 0) {
        digitsBelowSecond = 6;
      } else if (size.compareTo(LAST_NANOS) <= 0) {
        digitsBelowSecond = 9;
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

  private static boolean isRounded(String text, BigDecimal number) {
    return number.precision() <= DIGITS_OF_A_SPREADSHEET
        && (text.indexOf('E') >= 0 || text.indexOf('e') >= 0);
  }

  private static @Nullable Instant parseRfc1123(String text) {
    // "Tue, 03 Nov", "3 Nov": what cannot be such a time is told without an exception.
    int blank = text.indexOf(' ');
    if (blank < 1 || blank > 4) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text, RFC_1123).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
