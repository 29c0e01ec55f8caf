package io.github.mailmodosource.reconcile;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many events may be missing, as {@code --maxMissing} says it, or be sent again, as {@code
 * --maxResend} does.
 *
 * @param amount a number of events, or, if {@code percent}, of hundredths of the expected ones
 */
public record Allowance(BigDecimal amount, boolean percent) implements Serializable {
  private static final Pattern VALUE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(%?)");

  /**
   * Reads {@code 5} or {@code 0.1%}.
   *
   * @param option its name, for messages: {@code --maxMissing}
   * @throws IllegalArgumentException with one clear line
   */
  public static Allowance of(String option, String value) {
    Matcher matcher = VALUE.matcher(value.strip());
    boolean right =
        matcher.matches() && (!matcher.group(2).isEmpty() || !matcher.group(1).contains("."));
    if (!right) {
      throw new IllegalArgumentException(
          option
              + "="
              + value
              + " is not a number of events; use one such as 5, or a share such as 0.1%");
    }
    return new Allowance(new BigDecimal(matcher.group(1)), !matcher.group(2).isEmpty());
  }

  /** Whether so many may be missing of so many expected. */
  public boolean allows(long missing, long expected) {
    BigDecimal allowed =
        percent ? amount.multiply(BigDecimal.valueOf(expected)).movePointLeft(2) : amount;
    return BigDecimal.valueOf(missing).compareTo(allowed) <= 0;
  }
}
