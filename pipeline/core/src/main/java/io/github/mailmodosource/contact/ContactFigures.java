package io.github.mailmodosource.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What a process knows of the contacts in force, for a line on the screen or a gauge.
 *
 * @param read rows of the last reading that went well
 * @param identified of these, the identify calls
 * @param ignored the other rows, by why
 * @param at when that reading began
 * @param nanos the same, by {@link System#nanoTime}
 * @param readings how many there have been
 * @param failures how many readings have failed since
 */
public record ContactFigures(
    long read,
    long identified,
    Map<IgnoredContact, Long> ignored,
    Instant at,
    long nanos,
    long readings,
    long failures) {

  /** How old the contacts in force are. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
