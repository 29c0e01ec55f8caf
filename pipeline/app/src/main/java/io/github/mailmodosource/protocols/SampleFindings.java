package io.github.mailmodosource.protocols;

import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a Tracking Plan says of some events, outside of any pipeline. */
public final class SampleFindings {
  /** Whose events they are, nobody has asked yet. */
  private static final Set<String> UNKNOWN = Set.of("userId", "anonymousId");

  private SampleFindings() {}

  /**
   * Compares events with a plan, but for the person in them.
   *
   * @return null if there are none
   */
  public static @Nullable PlanFindings of(
      PlannedEvents plan, SharedFields shared, List<TrackEvent> events) {
    PlanJudge judge = new PlanJudge(plan, shared);
    Map<String, Long> counts = new TreeMap<>();
    Map<String, String> examples = new TreeMap<>();
    for (TrackEvent event : events) {
      String name = event.eventName();
      try {
        Set<Violation> violations = judge.violations(event);
        violations.removeIf(violation -> UNKNOWN.contains(violation.property()));
        for (String counted : ViolationCounters.names(name, violations)) {
          counts.merge(counted, 1L, Long::sum);
          examples.putIfAbsent(counted, event.messageId());
        }
      } catch (NotComparedException e) {
        counts.merge(ViolationCounters.NOT_COMPARED + "/" + name, 1L, Long::sum);
      }
    }
    return PlanFindings.of(counts, examples);
  }
}
