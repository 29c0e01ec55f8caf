package io.github.mailmodosource.runner;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;

/**
 * How many streams of elements Flink makes of a pipeline. Most steps are chained, and hand elements
 * on without one.
 *
 * @param groups the streams from each worker to every other one to be grouped, which takes sorting
 * @param broadcasts those that bring a side input to every worker
 * @param forwards the streams from each worker to itself: where a step has several outputs, where
 *     collections are put together, and behind a group, at most
 */
record PipelineSize(int groups, int broadcasts, int forwards) {
  static PipelineSize of(Pipeline pipeline) {
    Count count = new Count();
    pipeline.traverseTopologically(count);
    return new PipelineSize(count.groups, count.broadcasts, count.forwards);
  }

  private static final class Count extends Pipeline.PipelineVisitor.Defaults {
    private int groups;
    private int broadcasts;
    private int forwards;

    @Override
    public void visitPrimitiveTransform(TransformHierarchy.Node node) {
      PTransform<?, ?> transform = node.getTransform();
      if (transform instanceof GroupByKey) {
        groups++;
        forwards++;
      } else if (transform instanceof Flatten.PCollections) {
        forwards += node.getInputs().size();
      } else if (node.getOutputs().size() > 1) {
        // To a filter for each output, and from there to who reads it.
        forwards += 2 * node.getOutputs().size();
      }
      if (transform != null) {
        broadcasts += transform.getAdditionalInputs().size();
      }
    }
  }
}
