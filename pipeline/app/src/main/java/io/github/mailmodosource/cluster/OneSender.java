package io.github.mailmodosource.cluster;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.flink.api.common.Plan;
import org.apache.flink.api.common.operators.Operator;
import org.apache.flink.util.Visitor;

/**
 * Has one worker send for the whole job, while all of them make what it sends. Processes do not
 * know of each other, so only one that sends alone can keep a pace, and obey a {@code Retry-After},
 * for all. Beam has no word for it in a bounded job but a group of everything under one key, which
 * is complete, on the disk of one worker, before its first element leaves. Flink has: a step may
 * have another parallelism than the rest, and batches reach it as they are packed.
 */
final class OneSender implements Visitor<Operator<?>> {
  /** What Beam calls the step of the sink, whatever the job calls the sink. */
  private static final String STEP = "/SendBatches/ParMultiDo(SendBatches)";

  private static final String TRANSFORM = "/SendBatches";

  private int found;

  private OneSender() {}

  /** Whether a pipeline sends anything. */
  static boolean isNeededIn(Pipeline pipeline) {
    AtomicBoolean needed = new AtomicBoolean();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            if (node.getFullName().contains(TRANSFORM)) {
              needed.set(true);
            }
          }
        });
    return needed.get();
  }

  /**
   * Changes a plan.
   *
   * @throws IllegalStateException if nothing is sent in it: then this does not know Beam's names
   *     any more, and the pace would be kept by each worker alone
   */
  static void in(Plan plan) {
    OneSender sender = new OneSender();
    plan.accept(sender);
    if (sender.found == 0) {
      throw new IllegalStateException("no step of the plan is called …" + STEP);
    }
  }

  @Override
  public boolean preVisit(Operator<?> step) {
    String name = step.getName();
    if (name != null && name.endsWith(STEP)) {
      step.setParallelism(1);
      found++;
    }
    return true;
  }

  @Override
  public void postVisit(Operator<?> step) {
    // All is done before.
  }
}
