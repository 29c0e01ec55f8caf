package io.github.mailmodosource.report;

import java.util.Map;

/**
 * What the report of a run without end has beside that of others.
 *
 * @param running whether it goes on; in the JSON as {@code "running": true}, with no exit code
 * @param waiting rows that are held for a contact, by event; in the JSON in the funnel
 * @param inFlight rows that were read and have no end yet, by event; in the JSON in the funnel
 * @param figures further ones, {@code "stream"} in the JSON
 */
public record StreamPart(
    boolean running,
    Map<String, Long> waiting,
    Map<String, Long> inFlight,
    Map<String, Double> figures) {
  static final String WAITING = "waiting";
  static final String IN_FLIGHT = "in_flight";

  StreamPart ended() {
    return new StreamPart(false, waiting, inFlight, figures);
  }

  long allWaiting() {
    return sum(waiting);
  }

  long allInFlight() {
    return sum(inFlight);
  }

  private static long sum(Map<String, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
