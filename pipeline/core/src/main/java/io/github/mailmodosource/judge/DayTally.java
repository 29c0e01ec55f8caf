package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.metrics.DayCounters;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the events of a bundle by day before they are counted: a runner's counter for each event
 * took a fifteenth of a run's CPU, and to look each one's day up in a map still took a
 * twenty-fifth. So the days of the first event's decade have places of their own. Not thread-safe.
 */
final class DayTally {
  private static final EventType[] TYPES = EventType.values();
  private static final int DAYS_OF_DECADE = 3_653;

  private final long[] @Nullable [] decade = new long[DAYS_OF_DECADE][];
  private final Map<Long, long[]> otherDays = new HashMap<>();
  private long firstDay = Long.MIN_VALUE;

  void add(Activity activity) {
    long day = DayCounters.day(activity.occurrence().time());
    if (firstDay == Long.MIN_VALUE) {
      firstDay = day - DAYS_OF_DECADE / 2;
    }
    long place = day - firstDay;
    long[] events =
        place >= 0 && place < DAYS_OF_DECADE
            ? ofDecade((int) place)
            : otherDays.computeIfAbsent(day, d -> new long[TYPES.length]);
    events[activity.type().ordinal()]++;
  }

  private long[] ofDecade(int place) {
    long[] events = decade[place];
    if (events == null) {
      events = new long[TYPES.length];
      decade[place] = events;
    }
    return events;
  }

  void countInto(DayCounters counters) {
    for (int place = 0; place < DAYS_OF_DECADE; place++) {
      long[] events = decade[place];
      if (events != null) {
        count(firstDay + place, events, counters);
        decade[place] = null;
      }
    }
    otherDays.forEach((day, events) -> count(day, events, counters));
    otherDays.clear();
  }

  private static void count(long day, long[] events, DayCounters counters) {
    for (EventType type : TYPES) {
      if (events[type.ordinal()] > 0) {
        counters.inc(type.eventName(), day, events[type.ordinal()]);
      }
    }
  }
}
