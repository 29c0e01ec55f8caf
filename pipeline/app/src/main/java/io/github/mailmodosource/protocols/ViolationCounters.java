package io.github.mailmodosource.protocols;

import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.metrics.WarningExample;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.metrics.Counter;

/**
 * Counts what a Tracking Plan says of events. A runner carries every counter through the whole job,
 * so their number is bounded whatever the rows say: {@link #MOST_VIOLATIONS} for each step of a
 * worker, and what is new beyond that counts under {@link #OTHERS}.
 */
final class ViolationCounters implements Serializable {
  static final String COMPARED = "compared";
  static final String VIOLATING = "violating";
  static final String NOT_COMPARED = "not_compared";

  /** Stands for properties that are too many to be counted each by itself. */
  static final String OTHERS = "(others)";

  static final int MOST_VIOLATIONS = 200;

  private static final long serialVersionUID = 1;

  private final Map<String, Counter> counters = new HashMap<>();
  private final Map<String, WarningExample> examples = new HashMap<>();

  /** Counts an event that cannot be compared with the plan. */
  void notCompared(String event) {
    inc(NOT_COMPARED + "/" + event);
  }

  /** Counts an event, and how it violates the plan. */
  void count(TrackEvent event, Set<Violation> violations) {
    inc(COMPARED + "/" + event.eventName());
    if (!violations.isEmpty()) {
      inc(VIOLATING + "/" + event.eventName());
      violations.forEach(violation -> count(event, violation));
    }
  }

  private void count(TrackEvent event, Violation violation) {
    String name = name(event.eventName(), violation);
    WarningExample example = examples.get(name);
    if (example == null) {
      if (examples.size() >= MOST_VIOLATIONS) {
        name = name(event.eventName(), new Violation(violation.kind(), OTHERS));
      }
      example = examples.computeIfAbsent(name, WarningExample::ofTrackingPlan);
    }
    example.offer(event::messageId);
    inc(name);
  }

  /** Under which names an event counts. */
  static List<String> names(String event, Set<Violation> violations) {
    List<String> names = new ArrayList<>(List.of(COMPARED + "/" + event));
    if (!violations.isEmpty()) {
      names.add(VIOLATING + "/" + event);
      violations.forEach(violation -> names.add(name(event, violation)));
    }
    return names;
  }

  private static String name(String event, Violation violation) {
    return violation.kind().key() + "/" + event + "/" + violation.property();
  }

  private void inc(String name) {
    counters.computeIfAbsent(name, RunCounters::trackingPlan).inc();
  }
}
