package io.github.mailmodosource.check;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a write key by its looks. Segment itself takes most wrong ones without a
 * word.
 */
final class KeyForm {
  private static final String WHERE =
      "; use the write key of the source (in Segment: Connections, Sources, your source, Settings,"
          + " API Keys)";

  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]");

  /** "Every write key is 32 characters long" (segmentio/analytics-node, issue 235). */
  private static final Pattern USUAL = Pattern.compile("[A-Za-z0-9]{32}");

  private KeyForm() {}

  /** Why it cannot be a write key; null if it can. */
  static @Nullable String fault(String key) {
    if (key.startsWith("sgp_")) {
      return "is a token of Segment's Public API, which sends no events" + WHERE;
    }
    if (WHITE_SPACE.matcher(key).find()) {
      return "has white space in it" + WHERE;
    }
    if (key.endsWith(":")) {
      return "ends with a colon, which is added when it is sent" + WHERE;
    }
    if (key.matches("https?://.*")) {
      return "is an address" + WHERE;
    }
    return null;
  }

  /** What is unusual about one of Segment's; null if nothing is. */
  static @Nullable String doubt(String key) {
    return USUAL.matcher(key).matches()
        ? null
        : "has "
            + Counted.of(key.length(), "character")
            + "; Segment's write keys are 32 letters and digits, and it takes most wrong ones without"
            + " a word";
  }
}
