package io.github.mailmodosource.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes and numbers of typed fields mean. A value that means nothing is an {@link
 * IllegalArgumentException}, an {@link ArithmeticException} or a {@link
 * java.time.DateTimeException} with one line that says why.
 */
public final class Forms {
  private static final long NANOS_OF_SECOND = 1_000_000_000;

  private static final int UUID_BYTES = 16;

  private Forms() {}

  /** What a count of time counts. */
  public enum Unit {
    MILLIS(1_000),
    MICROS(1_000_000),
    NANOS(NANOS_OF_SECOND);

    private final long ofSecond;

    Unit(long ofSecond) {
      this.ofSecond = ofSecond;
    }

    private long nanos(long part) {
      return part * (NANOS_OF_SECOND / ofSecond);
    }
  }

  /** A point in time, from 1970-01-01T00:00:00Z on. */
  public static Instant instant(long count, Unit unit) {
    return Instant.ofEpochSecond(
        Math.floorDiv(count, unit.ofSecond), unit.nanos(Math.floorMod(count, unit.ofSecond)));
  }

  /** A date and time of no zone, from 1970-01-01T00:00 on. */
  public static LocalDateTime localTime(long count, Unit unit) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(count, unit.ofSecond),
        (int) unit.nanos(Math.floorMod(count, unit.ofSecond)),
        ZoneOffset.UTC);
  }

  /** A time of day. */
  public static LocalTime timeOfDay(long count, Unit unit) {
    return LocalTime.ofNanoOfDay(Math.multiplyExact(count, unit.nanos(1)));
  }

  /** A date, in days since 1970-01-01. */
  public static LocalDate date(long days) {
    return LocalDate.ofEpochDay(days);
  }

  /** A number of which the bytes are the digits without the point, big-endian. */
  public static BigDecimal decimal(byte[] unscaled, int scale) {
    return new BigDecimal(new BigInteger(unscaled), scale);
  }

  /** A binary fraction of 32 bits, with the digits that it has, not those of one of 64 bits. */
  public static double floating(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  /** Text in UTF-8. */
  public static String text(byte[] utf8) {
    String text = textOrNull(utf8);
    if (text == null) {
      throw new IllegalArgumentException("the text is not valid UTF-8");
    }
    return text;
  }

  /** Bytes of which nothing says that they are text: as text if they are UTF-8, else Base64. */
  public static String textOrBase64(byte[] bytes) {
    String text = textOrNull(bytes);
    return text == null ? base64(bytes) : text;
  }

  /** Bytes as a column of bytes is written. */
  public static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** A UUID in the form that everybody writes. */
  public static String uuid(byte[] bytes) {
    if (bytes.length != UUID_BYTES) {
      throw new IllegalArgumentException(
          "a UUID has " + UUID_BYTES + " bytes, not " + bytes.length);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new UUID(in.getLong(), in.getLong()).toString();
  }

  private static @Nullable String textOrNull(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    // Stands for what is not UTF-8; looked at again only where it occurs.
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
