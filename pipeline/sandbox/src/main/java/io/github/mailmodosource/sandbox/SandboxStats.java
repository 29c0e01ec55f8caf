package io.github.mailmodosource.sandbox;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the sandbox got so far.
 *
 * @param requests batch requests, refused ones included
 * @param refused those of them that were answered with an error; nothing of them is stored
 * @param throttled those of the refused that were answered 429
 * @param events accepted events with different ids
 * @param duplicates accepted events whose messageId had come before
 * @param bytes of the accepted bodies, uncompressed
 * @param byEvent {@code events} by event name, sorted by it
 * @param since when the sandbox was started or last emptied
 */
public record SandboxStats(
    long requests,
    long refused,
    long throttled,
    long events,
    long duplicates,
    long bytes,
    Map<String, Long> byEvent,
    Instant since) {

  /** Copies the counts by event: the sandbox goes on counting. */
  public SandboxStats {
    byEvent = Collections.unmodifiableMap(new TreeMap<>(byEvent));
  }
}
