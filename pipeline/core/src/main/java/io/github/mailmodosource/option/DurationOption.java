package io.github.mailmodosource.option;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration as people write it: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 1h}, {@code 2d}.
 */
public final class DurationOption {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private DurationOption() {}

  /**
   * Reads a value, in any case and with white space around it.
   *
   * @param option with its dashes, for the message
   * @throws IllegalArgumentException with one clear line
   */
  public static Duration parse(String option, String value) {
    Matcher matcher = DURATION.matcher(value.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          option + "=" + value + " is not a valid duration; use 500ms, 30s, 10m, 1h or 2d");
    }
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
