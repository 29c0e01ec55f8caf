package io.github.mailmodosource.protocols;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares events with a Tracking Plan, as Segment sees them: whole. Not thread-safe. */
final class PlanJudge {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, RuleSchema> rules = new HashMap<>();
  private final @Nullable RuleSchema common;
  private final WholeEvents whole;

  PlanJudge(PlannedEvents plan, SharedFields shared) {
    plan.rules().forEach((event, schema) -> rules.put(event, RuleSchema.of(tree(schema))));
    String forAll = plan.common();
    common = forAll == null ? null : RuleSchema.of(tree(forAll));
    whole = new WholeEvents(shared);
  }

  /**
   * How an event violates the plan, each way once; none if it fits.
   *
   * @throws NotComparedException if it cannot be compared
   */
  Set<Violation> violations(TrackEvent event) throws NotComparedException {
    JsonNode json = whole.of(event);
    try {
      return violations(event.eventName(), json);
    } catch (ArithmeticException | NumberFormatException | StackOverflowError e) {
      // Numbers beyond all measure, and patterns that Java reads by going deeper with each letter.
      throw new NotComparedException(e);
    }
  }

  private Set<Violation> violations(String eventName, JsonNode json) {
    Set<Violation> found = new LinkedHashSet<>();
    RuleSchema rule = rules.get(eventName);
    if (rule == null) {
      found.add(Violation.ofEvent(ViolationKind.UNPLANNED_EVENT));
    } else {
      found.addAll(rule.unplanned(json));
      found.addAll(rule.violations(json));
    }
    if (common != null) {
      common
          .violations(json)
          .forEach(of -> found.add(new Violation(ViolationKind.COMMON_SCHEMA, of.property())));
    }
    return found;
  }

  private static JsonNode tree(String schema) {
    try {
      return JSON.readTree(schema);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what we wrote can be read", e);
    }
  }
}
