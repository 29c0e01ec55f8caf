package io.github.mailmodosource.bench;

import java.util.OptionalLong;

/**
 * One run of a job.
 *
 * @param round from 1; 0 for a run that does not count
 * @param events how many came; empty if nobody can tell
 * @param expectedEvents how many had to come
 * @param requests that came to the light server
 * @param bytes of their bodies
 */
record Measurement(
    Job job,
    int round,
    DataSize size,
    int exitCode,
    Usage usage,
    OptionalLong events,
    long expectedEvents,
    long requests,
    long bytes) {

  boolean isRight() {
    return exitCode == 0 && events.equals(OptionalLong.of(expectedEvents));
  }

  double seconds() {
    return usage.seconds().doubleValue();
  }

  String eventsAsText() {
    return events.isPresent() ? Long.toString(events.getAsLong()) : "unknown";
  }
}
