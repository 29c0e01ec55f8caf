package io.github.mailmodosource.reconcile;

import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many missing events are sent again without a question. More are a sign that something else is
 * wrong, such as another {@code --idNamespace} or a schema that was emptied: then none is sent.
 *
 * @param option what {@code --maxResend} says; null for the greater of 5 % of the expected events
 *     and {@value #AT_LEAST}
 */
record ResendLimit(@Nullable Allowance option) implements Serializable {
  private static final long AT_LEAST = 1_000;
  private static final long SHARE = 20;

  /**
   * Reads {@code 5000} or {@code 10%}.
   *
   * @throws IllegalArgumentException with one clear line
   */
  static ResendLimit of(@Nullable String maxResend) {
    return new ResendLimit(maxResend == null ? null : Allowance.of("--maxResend", maxResend));
  }

  /** Whether so many missing events, of so many expected ones, are sent. */
  boolean allows(long missing, long expected) {
    return option == null
        ? missing <= Math.max(expected / SHARE, AT_LEAST)
        : option.allows(missing, expected);
  }

  /** Why none was sent, in a line. */
  static String refusal(long missing, long expected) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d expected events are missing, more than --maxResend allows, so none was sent"
            + " again; find out why first, then allow so many with --maxResend=%d",
        missing,
        expected,
        missing);
  }
}
