package io.github.mailmodosource.preview;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.metrics.RunnerCounts;
import io.github.mailmodosource.segment.MeasureRequests;
import io.github.mailmodosource.segment.PaceTime;
import io.github.mailmodosource.segment.SegmentSettings;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.beam.sdk.metrics.MetricResults;
import org.jspecify.annotations.Nullable;

/**
 * What a run of {@code send} would come to.
 *
 * @param events by name, in the order of the contract; those that do not occur are left out
 * @param months in their order
 * @param users distinct ones of all months
 * @param bytes of all requests, before compression
 * @param bytesSent of all requests, as they would go over the wire
 * @param warehouse how many of the events it has; null if nobody asked
 * @param started when the run would start
 */
record Forecast(
    Map<String, Long> events,
    List<Month> months,
    long users,
    long requests,
    long bytes,
    long bytesSent,
    SegmentSettings segment,
    Plan plan,
    @Nullable InWarehouse warehouse,
    Instant started) {

  /**
   * What happened in one month.
   *
   * @param name such as {@code 2026-11}
   * @param users distinct ones
   * @param events by name
   */
  record Month(String name, long users, Map<String, Long> events) {
    long calls() {
      return sum(events);
    }
  }

  /**
   * Of what was counted.
   *
   * @param tallies by month, in their order
   * @param counted has what {@link MeasureRequests} counts
   */
  static Forecast of(
      SortedMap<String, MonthTally> tallies,
      MetricResults counted,
      SegmentSettings segment,
      Plan plan,
      @Nullable InWarehouse warehouse,
      Instant started) {
    MonthTally all = new MonthTally();
    List<Month> months = new ArrayList<>();
    tallies.forEach(
        (name, tally) -> {
          all.add(tally);
          months.add(new Month(name, tally.users(), inOrder(tally.events())));
        });
    Map<String, Long> requests = RunnerCounts.in(counted, RunCounters.FORECAST);
    return new Forecast(
        inOrder(all.events()),
        months,
        all.users(),
        requests.getOrDefault(MeasureRequests.REQUESTS, 0L),
        requests.getOrDefault(MeasureRequests.BYTES, 0L),
        requests.getOrDefault(MeasureRequests.BYTES_SENT, 0L),
        segment,
        plan,
        warehouse,
        started);
  }

  private static Map<String, Long> inOrder(Map<String, Long> events) {
    Map<String, Long> inOrder = new LinkedHashMap<>();
    for (EventType type : EventType.values()) {
      Long count = events.get(type.eventName());
      if (count != null) {
        inOrder.put(type.eventName(), count);
      }
    }
    return inOrder;
  }

  private static long sum(Map<String, Long> events) {
    return events.values().stream().mapToLong(Long::longValue).sum();
  }

  /** API calls, as Segment counts them: events, however many share a request. */
  long calls() {
    return sum(events);
  }

  /** How long it would take, if nothing but the pace holds it up. */
  PaceTime pace() {
    return PaceTime.of(segment, requests, calls());
  }

  Instant ends() {
    return started.plus(pace().duration());
  }

  /** The months in which it would arrive, which Segment bills: the first, and the last. */
  List<YearMonth> billed() {
    return List.of(month(started), month(ends()));
  }

  private static YearMonth month(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC));
  }
}
