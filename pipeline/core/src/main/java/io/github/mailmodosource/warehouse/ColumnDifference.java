package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.coding.MaskedText;
import org.jspecify.annotations.Nullable;

/**
 * A column that is not as it should be.
 *
 * @param expected null if there should be no value
 * @param actual null if there is no value, or no such column
 */
public record ColumnDifference(String column, @Nullable String expected, @Nullable String actual) {
  /** Runners log elements when they are told to: the column, not its values. */
  @Override
  public String toString() {
    return "ColumnDifference[" + MaskedText.of(column) + "]";
  }
}
