package io.github.mailmodosource.option;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A duration as people write it, {@code 500ms}, {@code 30s}, {@code 10m}, {@code 1h}, {@code 2d},
 * or as ISO-8601 does, {@code PT30S}, {@code P1DT12H}.
 */
public final class DurationOption {
  /** As nanoseconds it still fits in 64 bits. */
  private static final Duration LONGEST = Duration.ofDays(100_000);

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private DurationOption() {}

  /**
   * Reads a value, in any case and with white space around it.
   *
   * @param option with its dashes, for the message
   * @throws IllegalArgumentException with one clear line
   */
  public static Duration parse(String option, String value) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    Matcher matcher = DURATION.matcher(text);
    Duration duration = matcher.matches() ? of(matcher) : iso(text);
    if (duration != null && duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          option + "=" + value + " is longer than " + LONGEST.toDays() + " days");
    }
    if (duration == null) {
      throw new IllegalArgumentException(
          option + "=" + value + " is not a valid duration; use 500ms, 30s, 10m, 1h, 2d or PT30S");
    }
    return duration;
  }

  private static @Nullable Duration iso(String text) {
    try {
      Duration duration = text.startsWith("p") ? Duration.parse(text) : null;
      return duration == null || duration.isNegative() ? null : duration;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Duration of(Matcher matcher) {
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
