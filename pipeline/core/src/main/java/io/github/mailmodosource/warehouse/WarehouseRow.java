package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.MaskedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of one of the seven tables.
 *
 * @param type whose table
 * @param id the messageId; empty if there is none
 * @param values in the order of {@link EventTableRead#columns}; times as {@code
 *     2026-11-20T03:04:05.678Z}, numbers in digits, booleans as {@code true} and {@code false},
 *     text cut to what is compared
 */
public record WarehouseRow(EventType type, String id, List<@Nullable String> values) {

  /** Runners log elements when they are told to: no column is shown. */
  @Override
  public String toString() {
    return "WarehouseRow[" + type.eventName() + ", " + MaskedText.of(id) + "]";
  }
}
