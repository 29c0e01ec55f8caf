package io.github.mailmodosource.bench;

import io.github.mailmodosource.bench.servers.LightServer.Arrival;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How evenly requests came, by the server's clock.
 *
 * @param seconds from the first to the last
 * @param requestsPerSecond on average
 * @param eventsPerSecond on average
 * @param mostRequests in any second, wherever it begins
 * @param mostEvents in any second
 */
record PaceFigures(
    double seconds,
    double requestsPerSecond,
    double eventsPerSecond,
    int mostRequests,
    long mostEvents) {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /**
   * Figures of these requests. The last one is where the time ends, so it does not count on
   * average.
   *
   * @param arrivals in their order, two at least
   */
  static PaceFigures of(List<Arrival> arrivals) {
    Arrival first = arrivals.get(0);
    Arrival last = arrivals.get(arrivals.size() - 1);
    double seconds = (last.nanos() - first.nanos()) / (double) SECOND;
    long events = arrivals.stream().mapToLong(Arrival::events).sum() - last.events();
    int mostRequests = 0;
    long mostEvents = 0;
    long eventsWithin = 0;
    int begin = 0;
    for (int end = 0; end < arrivals.size(); end++) {
      eventsWithin += arrivals.get(end).events();
      while (arrivals.get(end).nanos() - arrivals.get(begin).nanos() >= SECOND) {
        eventsWithin -= arrivals.get(begin).events();
        begin++;
      }
      mostRequests = Math.max(mostRequests, end - begin + 1);
      mostEvents = Math.max(mostEvents, eventsWithin);
    }
    return new PaceFigures(
        seconds, (arrivals.size() - 1) / seconds, events / seconds, mostRequests, mostEvents);
  }
}
