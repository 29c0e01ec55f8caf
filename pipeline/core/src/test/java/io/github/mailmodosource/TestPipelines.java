package io.github.mailmodosource;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.metrics.RunnerCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.POutput;

/** Pipelines on the DirectRunner with all its checks, and what they counted. */
public final class TestPipelines {
  private TestPipelines() {}

  public static Pipeline create() {
    return Pipeline.create(
        PipelineOptionsFactory.fromArgs(
                "--runner=DirectRunner", "--stableUniqueNames=ERROR", "--targetParallelism=2")
            .create());
  }

  /** The names of all steps that consist of others, as savepoints and monitoring know them. */
  public static List<String> stepNames(Pipeline pipeline) {
    List<String> names = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            names.add(node.getFullName());
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    return names;
  }

  /** What a transform for bounded runs says to an input that never ends. */
  public static <T, O extends POutput> String refusalOfEndless(
      Coder<T> coder, PTransform<? super PCollection<T>, O> transform) {
    PCollection<T> endless =
        create()
            .apply("Endless", Create.empty(coder))
            .setIsBoundedInternal(PCollection.IsBounded.UNBOUNDED);
    try {
      endless.apply("Refuses", transform);
      return "";
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Runs to the end and returns the counters that are not zero, by {@code namespace/name}. */
  public static Map<String, Long> run(Pipeline pipeline) {
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    Map<String, Long> counters = new TreeMap<>();
    for (String namespace :
        new String[] {
          "funnel", "contacts", "ignoredContacts", "delivery", "warnings", "days", "deadLetters"
        }) {
      MetricsFilter filter =
          MetricsFilter.builder().addNameFilter(MetricNameFilter.inNamespace(namespace)).build();
      for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
        Long committed = counter.getCommittedOrNull();
        // Flink knows attempted values only; those of the DirectRunner may be short.
        long value = committed != null ? committed : counter.getAttempted();
        if (value > 0) {
          counters.merge(namespace + "/" + counter.getName().getName(), value, Long::sum);
        }
      }
    }
    RunnerCounts.examples(result.metrics())
        .forEach((warning, example) -> counters.put("examples/" + warning + "/" + example, 1L));
    return counters;
  }

  /** The rows that ended so, of all events: the sum of {@code funnel/SENT/...}. */
  public static long rows(Map<String, Long> counters, String outcome) {
    return counters.entrySet().stream()
        .filter(counter -> counter.getKey().startsWith("funnel/" + outcome + "/"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The line for the user in what a runner throws; an empty text if there is none. */
  public static String stopReason(Throwable thrown) {
    String prefix = JobStoppedException.class.getName() + ": ";
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage());
      if (t instanceof JobStoppedException) {
        return message;
      }
      // As a runner serializes what happened elsewhere.
      if (message.startsWith(prefix)) {
        return message.substring(prefix.length());
      }
    }
    return "";
  }
}
