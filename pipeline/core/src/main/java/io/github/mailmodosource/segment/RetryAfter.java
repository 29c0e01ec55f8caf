package io.github.mailmodosource.segment;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After}: seconds, or an HTTP date. */
final class RetryAfter {
  /** More is not believed. */
  private static final Duration MOST = Duration.ofMinutes(5);

  private RetryAfter() {}

  /** How long to wait, at most 300 s; null if the header says nothing that can be read. */
  static @Nullable Duration parse(String header, Instant now) {
    String text = header.strip();
    if (text.isEmpty()) {
      return null;
    }
    Duration wait;
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      wait = text.length() > 9 ? MOST : Duration.ofSeconds(Long.parseLong(text));
    } else {
      try {
        Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        wait = Duration.between(now, then);
      } catch (DateTimeException e) {
        return null;
      }
    }
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(MOST) > 0 ? MOST : wait;
  }
}
