package io.github.mailmodosource.metrics;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.metrics.Counter;

/**
 * Counts events by the day on which they happened (UTC) and by event. A runner carries every
 * counter through the whole job, so their number is bounded whatever the rows say: days near the
 * start of the run count by day, all others by month, and what lies outside every plausible history
 * counts under {@link #EARLIER} or {@link #LATER}. The rule depends on the start alone, so that all
 * workers agree without speaking to each other. Ten years of history with seven events make 3,600
 * counters.
 */
public final class DayCounters implements Serializable {
  public static final String NAMESPACE = "days";

  /** Days on each side of the start that count by day: a year, and a month to compare it with. */
  static final int DAYS = 400;

  /** What happened before 2000; e-mail with a wrong clock, not a campaign. */
  public static final String EARLIER = "earlier";

  /** What happens more than ten years after the start. */
  public static final String LATER = "later";

  private static final long SECONDS_OF_DAY = 86_400;
  private static final long FIRST = LocalDate.of(2000, 1, 1).toEpochDay();

  private final long start;
  private final Map<Long, Map<String, Counter>> byDay = new ConcurrentHashMap<>();

  /** Counts for a run that started then. */
  public DayCounters(Instant started) {
    start = day(started);
  }

  /** The day (since 1970, UTC) of that time. */
  public static long day(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SECONDS_OF_DAY);
  }

  /** Counts an event that happened at that time. */
  public void inc(String event, Instant time) {
    inc(event, day(time), 1);
  }

  /**
   * Counts events of one day.
   *
   * @param day as {@link #day} tells it
   */
  public void inc(String event, long day, long events) {
    Map<String, Counter> counters = byDay.get(day);
    Counter counter = counters == null ? null : counters.get(event);
    if (counter == null) {
      counter =
          byDay
              .computeIfAbsent(day, d -> new ConcurrentHashMap<>())
              .computeIfAbsent(event, e -> new RunCounter(NAMESPACE, key(day) + "/" + e));
    }
    counter.inc(events);
  }

  /** Under which name a day counts. */
  private String key(long day) {
    if (day < FIRST) {
      return EARLIER;
    }
    if (day > start + 3_653) {
      return LATER;
    }
    LocalDate date = LocalDate.ofEpochDay(day);
    return Math.abs(day - start) <= DAYS ? date.toString() : YearMonth.from(date).toString();
  }
}
