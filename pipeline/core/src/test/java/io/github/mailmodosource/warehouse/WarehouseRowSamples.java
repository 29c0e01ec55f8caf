package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.CoderSamples;
import java.util.Arrays;
import java.util.List;

/** Rows of the warehouse for the tests of all coders. */
public final class WarehouseRowSamples {
  private WarehouseRowSamples() {}

  public static List<CoderSamples<?>> coders() {
    CoderSamples<WarehouseRow> rows =
        CoderSamples.of(WarehouseRowCoder.of())
            .and(
                "a text, NULL, an empty text",
                new WarehouseRow(
                    EventType.LINK_CLICKED, "mailmodo-1", Arrays.asList("ü", null, "")));
    for (EventType type : EventType.values()) {
      rows = rows.and(type.eventName(), new WarehouseRow(type, "a", List.of()));
    }
    return List.of(rows);
  }
}
