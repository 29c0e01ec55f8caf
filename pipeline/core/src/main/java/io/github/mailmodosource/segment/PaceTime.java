package io.github.mailmodosource.segment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to send at the pace of a job, if nothing else holds it up.
 *
 * @param duration zero if no rate is set
 * @param setting the rate that binds, {@code requestsPerSecond} or {@code eventsPerSecond}; null if
 *     neither is set
 */
public record PaceTime(Duration duration, @Nullable String setting) {
  private static final String REQUESTS = "requestsPerSecond";
  private static final String EVENTS = "eventsPerSecond";

  /** What so many requests with so many events take. */
  public static PaceTime of(SegmentSettings settings, long requests, long events) {
    double requestsTake = nanos(requests, settings.requestsPerSecond());
    double eventsTake = nanos(events, settings.eventsPerSecond());
    double longer = Math.max(requestsTake, eventsTake);
    if (longer < 0) {
      return new PaceTime(Duration.ZERO, null);
    }
    return new PaceTime(
        Duration.ofMillis((long) (longer / 1_000_000)),
        eventsTake >= requestsTake ? EVENTS : REQUESTS);
  }

  /** Less than nothing if there is no such rate. */
  private static double nanos(long amount, double perSecond) {
    return perSecond > 0 ? Pace.nanos(amount, perSecond) : -1;
  }
}
