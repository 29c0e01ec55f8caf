package io.github.mailmodosource.sandbox;

import java.util.Set;

/**
 * Which events are accepted and never loaded, so that a reconciliation has something to find.
 * Segment loses events in that way too: its 200 is given before an event is looked at.
 *
 * <p>Only an event that comes for the first time is lost; sent again, it arrives. Not thread-safe.
 */
final class Loss {
  private final int every;
  private final Set<String> tablesAndDays;
  private long seen;

  Loss(WarehouseSettings settings) {
    every = settings.loseEvery();
    tablesAndDays = Set.copyOf(settings.lose());
  }

  /** Whether this event, which never came before, is lost. */
  boolean takes(EventRow row) {
    seen++;
    return (every > 0 && seen % every == 0)
        || (!tablesAndDays.isEmpty() && tablesAndDays.contains(tableAndDay(row)));
  }

  private static String tableAndDay(EventRow row) {
    Object day = row.common().getOrDefault("original_timestamp", row.common().get("timestamp"));
    // An instant's text begins with its day in UTC.
    return row.table() + ":" + String.valueOf(day).split("T", 2)[0];
  }
}
