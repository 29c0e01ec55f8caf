package io.github.mailmodosource.metrics;

import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.metrics.StringSetResult;

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

  /** An example for each warning that has one; of several, the first by its text. */
  public static Map<String, String> examples(MetricResults metrics) {
    return examples(metrics, WarningExample.NAMESPACE);
  }

  /** The same of a namespace of {@link WarningExample}. */
  public static Map<String, String> examples(MetricResults metrics, String namespace) {
    MetricsFilter filter =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.inNamespace(namespace)).build();
    Map<String, String> examples = new TreeMap<>();
    for (MetricResult<StringSetResult> found : metrics.queryMetrics(filter).getStringSets()) {
      StringSetResult committed = found.getCommittedOrNull();
      for (String example : (committed != null ? committed : found.getAttempted()).getStringSet()) {
        examples.merge(found.getName().getName(), example, (a, b) -> a.compareTo(b) <= 0 ? a : b);
      }
    }
    return examples;
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
