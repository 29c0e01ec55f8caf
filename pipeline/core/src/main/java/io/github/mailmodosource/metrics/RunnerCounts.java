package io.github.mailmodosource.metrics;

import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** What the runner counted in a run that has ended; see {@link ProcessCounts} for others. */
public final class RunnerCounts {
  private RunnerCounts() {}

  /** The counters of a namespace by their names, added up over all steps. */
  public static Map<String, Long> in(MetricResults metrics, String namespace) {
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
