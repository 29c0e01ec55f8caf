package io.github.mailmodosource.runner;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/**
 * What Flink within this process knows of its job: the REST interface, which would tell it too, is
 * closed.
 */
public final class FlinkFigures implements MetricReporter {
  private static final String RESTARTS = "numRestarts";
  private static final String CHECKPOINT_BYTES = "lastCheckpointFullSize";
  private static final String CHECKPOINT_PATH = "lastCheckpointExternalPath";

  private static final Map<String, Gauge<?>> GAUGES = new ConcurrentHashMap<>();

  static void clear() {
    GAUGES.clear();
  }

  /** How often the job was started again. */
  public static long restarts() {
    return value(RESTARTS) instanceof Number restarts ? Math.max(0, restarts.longValue()) : 0;
  }

  /** The size of the last checkpoint; null if there is none yet. */
  public static @Nullable Long checkpointBytes() {
    return value(CHECKPOINT_BYTES) instanceof Number bytes && bytes.longValue() > 0
        ? bytes.longValue()
        : null;
  }

  /** Where the last checkpoint is; null if this run has made none yet. */
  public static @Nullable String checkpointPath() {
    return value(CHECKPOINT_PATH) instanceof String path && path.contains("/") ? path : null;
  }

  private static @Nullable Object value(String name) {
    Gauge<?> gauge = GAUGES.get(name);
    return gauge == null ? null : gauge.getValue();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Gauge<?> gauge
        && (name.equals(RESTARTS)
            || name.equals(CHECKPOINT_BYTES)
            || name.equals(CHECKPOINT_PATH))) {
      GAUGES.put(name, gauge);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    // The last values are worth reading when the job has ended.
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  /** What Flink's configuration names. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new FlinkFigures();
    }
  }
}
