package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.ColumnKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Where partitions of the same width begin and end, between the least and the greatest value of a
 * column. They need not hold as many rows each: there are more of them than workers.
 */
final class Boundaries {
  private static final BigInteger MILLIS_PER_DAY = BigInteger.valueOf(86_400_000);

  /** Beyond it lie PostgreSQL's infinities, which no arithmetic reaches. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private Boundaries() {}

  /** Whether a column of this kind can be split. */
  static boolean canSplit(ColumnKind kind) {
    return switch (kind) {
      case INTEGER, NUMBER, FLOATING, INSTANT, SESSION_INSTANT, LOCAL_TIME, DATE, TEXT -> true;
      case BOOLEAN, JSON, BYTES -> false;
    };
  }

  /**
   * The values at which a partition ends and the next begins, each once, from small to great; fewer
   * than {@code partitions - 1} if there are no more between.
   *
   * @param least a value of {@link ColumnKind#read} of that kind, as is {@code greatest}
   */
  static List<SqlValue> between(ColumnKind kind, Object least, Object greatest, int partitions) {
    return switch (kind) {
      case INTEGER, NUMBER, FLOATING ->
          split(whole(least), whole(greatest), partitions, Boundaries::number);
      case INSTANT, SESSION_INSTANT, LOCAL_TIME ->
          split(millis(least), millis(greatest), partitions, millis -> time(kind, millis));
      case DATE ->
          split(
              millis(((LocalDate) least).atStartOfDay()).divide(MILLIS_PER_DAY),
              millis(((LocalDate) greatest).atStartOfDay()).divide(MILLIS_PER_DAY),
              partitions,
              day -> new SqlValue(kind, LocalDate.ofEpochDay(day.longValueExact()).toString()));
      default -> TextBoundaries.between((String) least, (String) greatest, partitions);
    };
  }

  private static List<SqlValue> split(
      BigInteger least, BigInteger greatest, int partitions, Function<BigInteger, SqlValue> value) {
    BigInteger width = greatest.subtract(least).add(BigInteger.ONE);
    List<SqlValue> boundaries = new ArrayList<>();
    BigInteger last = least;
    for (int i = 1; i < partitions; i++) {
      BigInteger boundary =
          least.add(width.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(partitions)));
      if (boundary.compareTo(last) > 0) {
        boundaries.add(value.apply(boundary));
        last = boundary;
      }
    }
    return boundaries;
  }

  private static BigInteger whole(Object number) {
    return new BigDecimal(number.toString()).setScale(0, RoundingMode.FLOOR).toBigInteger();
  }

  private static SqlValue number(BigInteger number) {
    // A number of another type than the column's keeps PostgreSQL from using its index.
    boolean isLong = number.bitLength() < Long.SIZE;
    return new SqlValue(isLong ? ColumnKind.INTEGER : ColumnKind.NUMBER, number.toString());
  }

  private static BigInteger millis(Object time) {
    Instant instant =
        time instanceof Instant point ? point : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    Instant near = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    return BigInteger.valueOf(near.toEpochMilli());
  }

  private static SqlValue time(ColumnKind kind, BigInteger millis) {
    return timeValue(kind, Instant.ofEpochMilli(millis.longValueExact()));
  }

  /** A time as a column of that kind is compared with it. */
  static SqlValue timeValue(ColumnKind kind, Instant time) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    return new SqlValue(
        kind,
        switch (kind) {
          case INSTANT -> utc.toString();
          case SESSION_INSTANT, LOCAL_TIME -> utc.toLocalDateTime().toString();
          case DATE -> utc.toLocalDate().toString();
          default ->
              throw new IllegalArgumentException(
                  kind.name().toLowerCase(Locale.ROOT) + " is not a time");
        });
  }
}
