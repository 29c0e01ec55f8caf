package io.github.mailmodosource.event;

import io.github.mailmodosource.rows.SourceRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Of events with the same messageId, the one whose row a reader of the files would meet first. What
 * is held grows with the events that are kept, not with those that were seen.
 */
final class FirstEvents {
  private static final Comparator<TrackEvent> BY_ROW =
      Comparator.comparing(TrackEvent::row, SourceRow.SOURCE_ORDER);

  private final Consumer<TrackEvent> duplicates;
  private final Map<String, TrackEvent> first = new HashMap<>();

  /**
   * None yet.
   *
   * @param duplicates is given each event that is not kept
   */
  FirstEvents(Consumer<TrackEvent> duplicates) {
    this.duplicates = duplicates;
  }

  /**
   * Takes the events of a block. They are views into it, and one of them would hold all of it in
   * memory: where the others are duplicates, those that are kept are copied out.
   */
  void add(EventBlock block) {
    List<TrackEvent> events = new ArrayList<>();
    block.forEach(events::add);
    List<TrackEvent> kept = new ArrayList<>();
    for (TrackEvent event : events) {
      if (keep(event)) {
        kept.add(event);
      }
    }
    if (kept.size() < events.size() / 2) {
      EventBlock.Builder copies = new EventBlock.Builder(0);
      kept.forEach(copies::add);
      copies.build().forEach(copy -> first.put(copy.messageId(), copy));
    }
  }

  private boolean keep(TrackEvent event) {
    TrackEvent other = first.putIfAbsent(event.messageId(), event);
    if (other == null) {
      return true;
    }
    boolean isBefore = BY_ROW.compare(event, other) < 0;
    if (isBefore) {
      first.put(event.messageId(), event);
    }
    duplicates.accept(isBefore ? other : event);
    return isBefore;
  }

  /** What was kept, in the order of the rows. */
  List<TrackEvent> inOrder() {
    List<TrackEvent> inOrder = new ArrayList<>(first.values());
    inOrder.sort(BY_ROW);
    return inOrder;
  }
}
