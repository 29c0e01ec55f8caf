package io.github.mailmodosource.report;

import io.github.mailmodosource.metrics.DayCounters;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Events by the day on which they happened, in UTC: {@code 2026-11-20} to {@code Email Sent} to 5.
 * Where days would be too many, a key is a month ({@code 2024-03}), {@link DayCounters#EARLIER} or
 * {@link DayCounters#LATER}.
 */
public final class DayCounts {
  private final SortedMap<String, SortedMap<String, Long>> byDay = new TreeMap<>();

  void add(String day, String event, long events) {
    byDay.computeIfAbsent(day, d -> new TreeMap<>()).merge(event, events, Long::sum);
  }

  public SortedMap<String, SortedMap<String, Long>> byDay() {
    return byDay;
  }

  /** The events of one day; 0 if there was none. */
  public long get(String day, String event) {
    Map<String, Long> events = byDay.get(day);
    return events == null ? 0 : events.getOrDefault(event, 0L);
  }
}
