package io.github.mailmodosource.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where the rows are that this process has had of a run without end, at one moment: {@code read =
 * waiting + in_flight + all ends}, for each event.
 *
 * <p>Read are also those that wait in the state that an earlier process left, from the moment this
 * one has it; not those that were under way when a runner began the run again, because they come
 * again ({@link #readAgain}). So a row whose first request was accepted just before such a new
 * beginning counts twice, as read and as sent: it was sent twice, under the same id.
 *
 * @param byEvent what is known of each event
 * @param readAgain rows that were under way when the run began again, and so are read again
 */
public record RunningCounts(Map<String, Rows> byEvent, long readAgain) {
  /**
   * The rows of one event.
   *
   * @param ends all outcomes, zeros included, with {@code READ} as above
   * @param counted how often a row was read; this number never falls
   * @param waiting held for a contact
   * @param inFlight read, and on the way to an end
   */
  public record Rows(Map<Outcome, Long> ends, long counted, long waiting, long inFlight) {
    /** How many ended there, or were read. */
    public long get(Outcome outcome) {
      return ends.getOrDefault(outcome, 0L);
    }
  }

  /** The rows of now. */
  public static RunningCounts of(String run) {
    // Rows move on meanwhile, so the end of their way is looked at first and its beginning last.
    Map<String, Map<Outcome, Long>> rows = byEvent(ProcessCounts.in(FunnelCounter.NAMESPACE));
    WaitingCounts.Held waiting = WaitingCounts.of(run).counts();
    Map<String, Map<Outcome, Long>> ended =
        byEvent(ProcessCounts.inEndedAttempts(FunnelCounter.NAMESPACE));
    Map<String, Map<Outcome, Long>> now = byEvent(ProcessCounts.in(FunnelCounter.NAMESPACE));
    Map<String, Rows> counts = new TreeMap<>();
    long readAgain = 0;
    TreeSet<String> events = new TreeSet<>(now.keySet());
    events.addAll(waiting.held().keySet());
    events.addAll(waiting.takenOver().keySet());
    for (String event : events) {
      Map<Outcome, Long> ends = rows.getOrDefault(event, zeros());
      Map<Outcome, Long> before = ended.getOrDefault(event, zeros());
      long counted = read(now.getOrDefault(event, zeros()));
      long held = waiting.held().getOrDefault(event, 0L);
      long leftBefore = waiting.takenOverBefore().getOrDefault(event, 0L);
      long gone = Math.max(0, read(before) + leftBefore - ended(before));
      long read = counted - gone + waiting.takenOver().getOrDefault(event, 0L);
      // Some rows of a block have come to their end before the block counts as read.
      long inFlight = Math.max(0, read - held - ended(ends));
      ends.put(Outcome.READ, ended(ends) + held + inFlight);
      counts.put(event, new Rows(ends, counted, held, inFlight));
      readAgain += gone;
    }
    return new RunningCounts(counts, readAgain);
  }

  private static long read(Map<Outcome, Long> rows) {
    return rows.getOrDefault(Outcome.READ, 0L);
  }

  private static long ended(Map<Outcome, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum() - read(rows);
  }

  /** How many ended there, or were read, in total. */
  public long all(Outcome outcome) {
    return byEvent.values().stream().mapToLong(rows -> rows.get(outcome)).sum();
  }

  /** What waits in total. */
  public long waiting() {
    return byEvent.values().stream().mapToLong(Rows::waiting).sum();
  }

  /** What is on its way in total. */
  public long inFlight() {
    return byEvent.values().stream().mapToLong(Rows::inFlight).sum();
  }

  private static Map<String, Map<Outcome, Long>> byEvent(Map<String, Long> counters) {
    Map<String, Map<Outcome, Long>> rows = new TreeMap<>();
    counters.forEach(
        (name, count) -> {
          String[] parts = name.split("/", 2);
          rows.computeIfAbsent(parts[1], event -> zeros()).put(Outcome.valueOf(parts[0]), count);
        });
    return rows;
  }

  private static Map<Outcome, Long> zeros() {
    Map<Outcome, Long> rows = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      rows.put(outcome, 0L);
    }
    return rows;
  }
}
