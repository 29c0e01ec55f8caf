package io.github.mailmodosource;

import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Pipelines on the DirectRunner with all its checks, and what they counted. */
public final class TestPipelines {
  private TestPipelines() {}

  public static Pipeline create() {
    return Pipeline.create(
        PipelineOptionsFactory.fromArgs(
                "--runner=DirectRunner", "--stableUniqueNames=ERROR", "--targetParallelism=2")
            .create());
  }

  /** Runs to the end and returns the counters that are not zero, by {@code namespace/name}. */
  public static Map<String, Long> run(Pipeline pipeline) {
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    Map<String, Long> counters = new TreeMap<>();
    for (String namespace :
        new String[] {"funnel", "contacts", "warnings", "days", "deadLetters"}) {
      MetricsFilter filter =
          MetricsFilter.builder().addNameFilter(MetricNameFilter.inNamespace(namespace)).build();
      for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
        if (counter.getCommitted() > 0) {
          counters.merge(
              namespace + "/" + counter.getName().getName(), counter.getCommitted(), Long::sum);
        }
      }
    }
    return counters;
  }
}
