package io.github.mailmodosource.protocols;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a Tracking Plan says of the events of a run.
 *
 * @param events by the name of the event
 */
public record PlanFindings(SortedMap<String, OfEvent> events) {
  private static final int MOST_LINES = 20;

  /**
   * One of the events.
   *
   * @param compared how many there were
   * @param violating how many of them violate the plan in any way
   * @param notCompared how many could not be compared, because a tree cannot hold what they have
   * @param violations the ways, the most frequent first
   */
  public record OfEvent(long compared, long violating, long notCompared, List<Counted> violations) {
    /** Whether the plan knows the event. */
    boolean planned() {
      return violations.stream()
          .noneMatch(of -> of.violation().kind() == ViolationKind.UNPLANNED_EVENT);
    }
  }

  /**
   * One way to violate a plan, and how often it was met.
   *
   * @param example the messageId of one such event; null if it was lost with the run
   */
  public record Counted(Violation violation, long count, @Nullable String example) {}

  /**
   * What a run counted.
   *
   * @param counts as {@link CompareWithPlan} counted
   * @param examples of the violations, by the same names
   * @return null if nothing was compared
   */
  public static @Nullable PlanFindings of(Map<String, Long> counts, Map<String, String> examples) {
    SortedMap<String, Map<String, Long>> byEvent = new TreeMap<>();
    SortedMap<String, List<Counted>> violations = new TreeMap<>();
    counts.forEach(
        (name, count) -> {
          String[] parts = name.split("/", 3);
          byEvent.computeIfAbsent(parts[1], event -> new TreeMap<>()).put(parts[0], count);
          if (parts.length == 3) {
            Violation violation = new Violation(ViolationKind.of(parts[0]), parts[2]);
            violations
                .computeIfAbsent(parts[1], event -> new ArrayList<>())
                .add(new Counted(violation, count, examples.get(name)));
          }
        });
    if (byEvent.isEmpty()) {
      return null;
    }
    SortedMap<String, OfEvent> events = new TreeMap<>();
    byEvent.forEach(
        (event, of) ->
            events.put(
                event,
                new OfEvent(
                    of.getOrDefault(ViolationCounters.COMPARED, 0L),
                    of.getOrDefault(ViolationCounters.VIOLATING, 0L),
                    of.getOrDefault(ViolationCounters.NOT_COMPARED, 0L),
                    violations.getOrDefault(event, List.of()).stream()
                        .sorted(
                            Comparator.comparingLong(Counted::count)
                                .reversed()
                                .thenComparing(counted -> counted.violation().property()))
                        .toList())));
    return new PlanFindings(events);
  }

  /** Writes it as {@code report.json} has it. */
  public void put(ObjectNode to) {
    events.forEach(
        (event, of) -> {
          ObjectNode node = to.putObject(event);
          node.put("planned", of.planned());
          node.put("compared", of.compared());
          node.put("violating", of.violating());
          if (of.notCompared() > 0) {
            node.put("notCompared", of.notCompared());
          }
          ArrayNode violations = node.putArray("violations");
          for (Counted counted : of.violations()) {
            ObjectNode violation = violations.addObject();
            violation.put("kind", counted.violation().kind().key());
            if (!counted.violation().property().isEmpty()) {
              violation.put("property", counted.violation().property());
            }
            violation.put("count", counted.count());
            if (counted.example() != null) {
              violation.put("example", counted.example());
            }
          }
        });
  }

  /** Whether there is anything to tell of but that all is well. */
  public boolean hasViolations() {
    return events.values().stream().anyMatch(of -> of.violating() > 0);
  }

  /** In one line, what it comes to. */
  public String sum() {
    long compared = events.values().stream().mapToLong(OfEvent::compared).sum();
    long violating = events.values().stream().mapToLong(OfEvent::violating).sum();
    long not = events.values().stream().mapToLong(OfEvent::notCompared).sum();
    return String.format(
        Locale.ROOT,
        "%,d %s the plan, %,d %s%s",
        compared - violating,
        compared - violating == 1 ? "event fits" : "events fit",
        violating,
        violating == 1 ? "violates it" : "violate it",
        not == 0 ? "" : String.format(Locale.ROOT, ", %,d could not be compared", not));
  }

  /** A line for each way to violate the plan, at most twenty; the most frequent first. */
  public List<String> lines() {
    List<Map.Entry<String, Counted>> all = new ArrayList<>();
    events.forEach((event, of) -> of.violations().forEach(one -> all.add(Map.entry(event, one))));
    all.sort(Comparator.comparingLong(one -> -one.getValue().count()));
    List<String> lines = new ArrayList<>();
    all.stream().limit(MOST_LINES).forEach(one -> lines.add(line(one.getKey(), one.getValue())));
    if (all.size() > MOST_LINES) {
      lines.add(String.format(Locale.ROOT, "and %,d more ways", all.size() - MOST_LINES));
    }
    return lines;
  }

  private static String line(String event, Counted counted) {
    Violation violation = counted.violation();
    return String.format(
        Locale.ROOT,
        "%,d %s: %s %s [%s]%s",
        counted.count(),
        event,
        violation.property().isEmpty() ? "the event" : violation.property(),
        violation.kind().words(),
        violation.kind().setting(),
        counted.example() == null ? "" : ", such as " + counted.example());
  }
}
