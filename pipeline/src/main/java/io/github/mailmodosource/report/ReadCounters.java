package io.github.mailmodosource.report;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** Makes a report of the counters of a run. */
public final class ReadCounters {
  private ReadCounters() {}

  /** The report of a run that has ended, with exit code 0 until somebody judges it. */
  public static RunReport of(
      MetricResults metrics, String job, String version, String runner, Instant started) {
    return new RunReport(
        job,
        version,
        runner,
        started,
        Instant.now(),
        0,
        funnel(metrics),
        days(metrics),
        counts(metrics, RunCounters.CONTACTS, List.of("read", "identified", "ignored")),
        counts(metrics, RunCounters.DELIVERY, List.of("requests", "retries", "throttled", "bytes")),
        counts(
            metrics, RunCounters.WARNINGS, List.of("unexpected_campaign_type", "unknown_fields")),
        counts(metrics, RunCounters.DEAD_LETTERS, List.of()));
  }

  private static Funnel funnel(MetricResults metrics) {
    Funnel funnel = new Funnel();
    namespace(metrics, FunnelCounter.NAMESPACE)
        .forEach(
            (name, rows) -> {
              String[] parts = name.split("/", 2);
              funnel.add(parts[1], Outcome.valueOf(parts[0]), rows);
            });
    return funnel;
  }

  private static DayCounts days(MetricResults metrics) {
    DayCounts days = new DayCounts();
    namespace(metrics, DayCounters.NAMESPACE)
        .forEach(
            (name, events) -> {
              String[] parts = name.split("/", 2);
              days.add(parts[0], parts[1], events);
            });
    return days;
  }

  private static Map<String, Long> counts(
      MetricResults metrics, String namespace, List<String> always) {
    Map<String, Long> counts = new LinkedHashMap<>();
    always.forEach(name -> counts.put(name, 0L));
    counts.putAll(namespace(metrics, namespace));
    return counts;
  }

  private static Map<String, Long> namespace(MetricResults metrics, String namespace) {
    MetricsFilter filter =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.inNamespace(namespace)).build();
    Map<String, Long> counts = new TreeMap<>();
    for (MetricResult<Long> counter : metrics.queryMetrics(filter).getCounters()) {
      counts.merge(counter.getName().getName(), value(counter), Long::sum);
    }
    return counts;
  }

  /**
   * Flink knows attempted values only. The DirectRunner adds those up behind the run's back, so
   * that they may be short when it has ended; its committed ones are whole.
   */
  private static long value(MetricResult<Long> counter) {
    Long committed = counter.getCommittedOrNull();
    return committed != null ? committed : counter.getAttempted();
  }
}
