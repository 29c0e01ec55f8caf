package io.github.mailmodosource.protocols;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Tracking Plan says of our seven events; the rest of a plan does not travel with a job.
 *
 * @param rules the JSON Schema of each event that is planned, by the event's name
 * @param common the JSON Schema that the plan has for calls of every kind; null if it has none
 */
public record PlannedEvents(Map<String, String> rules, @Nullable String common)
    implements Serializable {
  public PlannedEvents {
    rules = Map.copyOf(rules);
  }
}
