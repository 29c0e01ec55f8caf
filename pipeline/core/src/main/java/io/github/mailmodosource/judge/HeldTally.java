package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.EventType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a shard holds, so that it need not be read to know.
 *
 * @param bytes of all that is held
 * @param oldest when what has waited longest began, in ms since 1970; {@link #NEVER} if nothing
 *     waits
 * @param due when the timer is set for, in ms since 1970; {@link #NEVER} if it is not
 * @param activities how many wait, by event
 */
record HeldTally(long bytes, long oldest, long due, Map<EventType, Long> activities) {
  static final long NEVER = Long.MAX_VALUE;
  static final HeldTally NONE = new HeldTally(0, NEVER, NEVER, Map.of());

  HeldTally {
    activities = Map.copyOf(activities);
  }

  boolean isEmpty() {
    return activities.isEmpty();
  }

  HeldTally plus(HeldActivities held, List<Activity> same) {
    Map<EventType, Long> sum = new TreeMap<>(activities);
    same.forEach(activity -> sum.merge(activity.type(), 1L, Long::sum));
    return new HeldTally(bytes + held.size(), Math.min(oldest, held.since()), due, sum);
  }

  HeldTally dueAt(long time) {
    return new HeldTally(bytes, oldest, time, activities);
  }

  /** How many wait, by the names of their events. */
  Map<String, Long> byName() {
    Map<String, Long> named = new TreeMap<>();
    activities.forEach((type, n) -> named.put(type.eventName(), n));
    return named;
  }

  /** Runners log elements when they are told to. */
  @Override
  public String toString() {
    return "HeldTally[" + bytes + " bytes, since " + oldest + ", due " + due + "]";
  }
}
