package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.coding.UtcTime;
import io.github.mailmodosource.jdbc.ColumnKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The value of a cell as text that does not depend on the column's type, because the first value
 * decides the type in a warehouse and may have decided wrong. A time without a zone is UTC: that is
 * what Segment writes.
 */
final class CellText {
  /** A double has 309 digits before the point at the most. */
  private static final int MOST_DIGITS = 400;

  private CellText() {}

  /**
   * The text of a value.
   *
   * @param value as {@link ColumnKind#read} reads it; null for NULL
   */
  static @Nullable String of(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof BigDecimal number) {
      return digits(number);
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return digits(new BigDecimal(number.toString()));
    }
    if (value instanceof Instant time) {
      return UtcTime.format(time);
    }
    if (value instanceof LocalDateTime time) {
      return UtcTime.format(time.toInstant(ZoneOffset.UTC));
    }
    return StoredText.of(value.toString());
  }

  /** All digits and no more: 12.50 is 12.5, 1E+3 is 1000. */
  static String digits(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = value.stripTrailingZeros();
    long zeros = Math.abs((long) stripped.scale());
    return zeros > MOST_DIGITS ? stripped.toString() : stripped.toPlainString();
  }

  /**
   * The same of a number in JSON. One with more digits, or a greater exponent, than any column of
   * numbers can hold stays as it is.
   */
  static String digits(String json) {
    if (json.length() > MOST_DIGITS) {
      return StoredText.of(json);
    }
    try {
      return digits(new BigDecimal(json));
    } catch (NumberFormatException e) {
      return json;
    }
  }
}
