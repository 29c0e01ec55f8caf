package io.github.mailmodosource.match;

import io.github.mailmodosource.activity.EmailAddress;
import io.github.mailmodosource.judge.SuppressedView;
import io.github.mailmodosource.warehouse.EventColumns;
import io.github.mailmodosource.warehouse.EventTableRead;
import io.github.mailmodosource.warehouse.WarehouseRow;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the rows of people whose events must not be sent: what stands there of them was sent
 * before, and is not unexpected.
 */
final class DropSuppressedRowsFn extends DoFn<WarehouseRow, WarehouseRow> {
  private final SuppressedView suppressed;
  private final int userId;
  private final int email;

  DropSuppressedRowsFn(SuppressedView suppressed, EventTableRead table) {
    this.suppressed = suppressed;
    userId = table.placeOf(EventColumns.USER_ID);
    email = table.placeOf(EventColumns.EMAIL);
  }

  @StartBundle
  public void startBundle() {
    suppressed.forget();
  }

  @ProcessElement
  public void drop(ProcessContext context) {
    WarehouseRow row = context.element();
    String address = value(row, email);
    String normalized = address == null ? null : EmailAddress.normalize(address);
    if (!suppressed.people(context).contains(normalized, value(row, userId))) {
      context.output(row);
    }
  }

  private static @Nullable String value(WarehouseRow row, int place) {
    return place < 0 ? null : row.values().get(place);
  }
}
