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
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
