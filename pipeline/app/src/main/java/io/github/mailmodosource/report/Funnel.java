package io.github.mailmodosource.report;

import io.github.mailmodosource.metrics.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where every row went, in total and by event: {@code read = invalid + outside_window +
 * not_identified + identified_later + suppressed + duplicate + sent + undelivered}.
 */
public final class Funnel {
  private final Map<Outcome, Long> total = zeros();
  private final Map<String, Map<Outcome, Long>> byEvent = new TreeMap<>();

  public void add(String event, Outcome outcome, long rows) {
    total.merge(outcome, rows, Long::sum);
    byEvent.computeIfAbsent(event, e -> zeros()).merge(outcome, rows, Long::sum);
  }

  public long get(Outcome outcome) {
    return total.getOrDefault(outcome, 0L);
  }

  Map<Outcome, Long> total() {
    return total;
  }

  Map<String, Map<Outcome, Long>> byEvent() {
    return byEvent;
  }

  /** Rows that were read and have no outcome, as a run that stopped leaves them. */
  public long left() {
    return left(EnumSet.complementOf(EnumSet.of(Outcome.READ)));
  }

  /** Rows that were read and have none of these outcomes. */
  public long left(Set<Outcome> outcomes) {
    long ended = outcomes.stream().mapToLong(this::get).sum();
    return Math.max(0, get(Outcome.READ) - ended);
  }

  /** Rows that could be read and lie within the period. */
  public long within() {
    return left(EnumSet.of(Outcome.INVALID, Outcome.OUTSIDE_WINDOW));
  }

  /** Rows that passed the gate, whatever became of them. */
  public long identified() {
    return within() - get(Outcome.NOT_IDENTIFIED) - get(Outcome.IDENTIFIED_LATER);
  }

  /** One line for each place where the two sides differ; empty if the funnel adds up. */
  public List<String> differences() {
    List<String> differences = new ArrayList<>();
    check("in total", total, differences);
    byEvent.forEach((event, rows) -> check("for " + event, rows, differences));
    return differences;
  }

  private static void check(String where, Map<Outcome, Long> rows, List<String> differences) {
    long read = rows.getOrDefault(Outcome.READ, 0L);
    long ended = rows.values().stream().mapToLong(Long::longValue).sum() - read;
    if (read != ended) {
      differences.add(read + " rows were read " + where + ", but " + ended + " are accounted for");
    }
  }

  private static Map<Outcome, Long> zeros() {
    Map<Outcome, Long> rows = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      rows.put(outcome, 0L);
    }
    return rows;
  }
}
