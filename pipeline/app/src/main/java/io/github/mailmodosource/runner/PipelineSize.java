package io.github.mailmodosource.runner;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;

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
    return of(pipeline, false);
  }

  /** The same without end, where what a step with state gets is brought to it by its key. */
  static PipelineSize ofStreaming(Pipeline pipeline) {
    return of(pipeline, true);
  }

  private static PipelineSize of(Pipeline pipeline, boolean streaming) {
    Count count = new Count(streaming);
    pipeline.traverseTopologically(count);
    return new PipelineSize(count.groups, count.broadcasts, count.forwards);
  }

  private static final class Count extends Pipeline.PipelineVisitor.Defaults {
    private int groups;
    private int broadcasts;
    private int forwards;
    private final boolean streaming;

    Count(boolean streaming) {
      this.streaming = streaming;
    }

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
      if (streaming
          && transform instanceof ParDo.MultiOutput<?, ?> step
          && DoFnSignatures.isStateful(step.getFn())) {
        groups++;
      }
      if (transform != null) {
        broadcasts += transform.getAdditionalInputs().size();
      }
    }
  }
}
