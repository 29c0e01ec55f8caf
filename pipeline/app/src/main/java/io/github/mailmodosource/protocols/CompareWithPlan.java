package io.github.mailmodosource.protocols;

import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * Counts which events violate a Tracking Plan, and passes all of them on as they are: what becomes
 * of them is for Segment to decide.
 *
 * <p>It stands in the way of the events, not beside it: a second reader of a collection would have
 * Flink write every event once more.
 */
public final class CompareWithPlan
    extends PTransform<PCollection<TrackEvent>, PCollection<TrackEvent>> {
  private final PlannedEvents plan;
  private final SharedFields shared;

  private CompareWithPlan(PlannedEvents plan, SharedFields shared) {
    this.plan = plan;
    this.shared = shared;
  }

  /**
   * Compares each event, together with what it shares with others, with the plan.
   *
   * @param shared what all events have in common
   */
  public static CompareWithPlan of(PlannedEvents plan, SharedFields shared) {
    return new CompareWithPlan(plan, shared);
  }

  @Override
  public PCollection<TrackEvent> expand(PCollection<TrackEvent> events) {
    return events
        .apply("CountViolations", ParDo.of(new CountViolationsFn(plan, shared)))
        .setCoder(TrackEventCoder.of());
  }

  static final class CountViolationsFn extends DoFn<TrackEvent, TrackEvent> {
    private final PlannedEvents plan;
    private final SharedFields shared;
    private final ViolationCounters counters = new ViolationCounters();
    private transient @Nullable PlanJudge judge;

    CountViolationsFn(PlannedEvents plan, SharedFields shared) {
      this.plan = plan;
      this.shared = shared;
    }

    @Setup
    public void setup() {
      judge = new PlanJudge(plan, shared);
    }

    @ProcessElement
    public void count(@Element TrackEvent event, OutputReceiver<TrackEvent> out) {
      PlanJudge its = Objects.requireNonNull(judge, "setup comes first");
      try {
        counters.count(event, its.violations(event));
      } catch (NotComparedException e) {
        counters.notCompared(event.eventName());
      }
      out.output(event);
    }
  }
}
