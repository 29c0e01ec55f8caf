package io.github.mailmodosource.preview;

import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.rows.SourceRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which events are shown: of each event the first by the place of its row, and then the first of
 * all others. So the choice does not depend on how the rows are shared out.
 *
 * <p>What has been seen is a list in the order of the rows: the first events of all, as many as are
 * shown, and behind these the first of each event that is not among them. Whatever the parts in
 * which events come, the list of all parts together is the same. Lists are not changed; one that
 * stays as it is is the same object.
 */
final class Examples {
  static final Comparator<TrackEvent> BY_PLACE =
      Comparator.comparing(TrackEvent::row, SourceRow.SOURCE_ORDER)
          .thenComparing(TrackEvent::messageId);

  private final int limit;

  /**
   * @param limit most that are shown
   */
  Examples(int limit) {
    this.limit = limit;
  }

  /** The list with one event more. */
  List<TrackEvent> with(List<TrackEvent> seen, TrackEvent event) {
    int place = place(seen, event);
    if (place >= limit && isNotFirst(event, seen.subList(0, place))) {
      return seen;
    }
    List<TrackEvent> more = new ArrayList<>(seen);
    more.add(place, copy(event));
    return needed(more);
  }

  /** One list of two. */
  List<TrackEvent> merge(List<TrackEvent> one, List<TrackEvent> other) {
    List<TrackEvent> all = new ArrayList<>(one);
    all.addAll(other);
    all.sort(BY_PLACE);
    return needed(all);
  }

  /** What is shown, of what was seen. */
  List<TrackEvent> chosen(List<TrackEvent> seen) {
    Set<String> names = new HashSet<>();
    List<TrackEvent> chosen = new ArrayList<>();
    List<TrackEvent> others = new ArrayList<>();
    seen.forEach(event -> (names.add(event.eventName()) ? chosen : others).add(event));
    chosen.addAll(others);
    return new ArrayList<>(chosen.subList(0, Math.min(limit, chosen.size())));
  }

  private List<TrackEvent> needed(List<TrackEvent> all) {
    Set<String> names = new HashSet<>();
    List<TrackEvent> needed = new ArrayList<>();
    for (TrackEvent event : all) {
      if (names.add(event.eventName()) || needed.size() < limit) {
        needed.add(event);
      }
    }
    return needed;
  }

  private static int place(List<TrackEvent> seen, TrackEvent event) {
    int place = seen.size();
    while (place > 0 && BY_PLACE.compare(event, seen.get(place - 1)) < 0) {
      place--;
    }
    return place;
  }

  private static boolean isNotFirst(TrackEvent event, List<TrackEvent> before) {
    return before.stream().anyMatch(other -> other.eventName().equals(event.eventName()));
  }

  /** An event is a view into the block that it came in, and would hold all of it in memory. */
  private static TrackEvent copy(TrackEvent event) {
    EventJson json = event.json();
    byte[] bytes = Arrays.copyOfRange(json.buffer(), json.offset(), json.offset() + json.length());
    return new TrackEvent(
        event.messageId(), event.eventName(), EventJson.of(bytes), event.row().placeOnly());
  }
}
