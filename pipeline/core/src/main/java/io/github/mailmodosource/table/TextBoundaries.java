package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.ColumnKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Texts between two texts, as if they were numbers whose digits are the characters behind what both
 * begin with. Ids are of digits, of hexadecimal digits or of letters and digits; the digits are
 * chosen so that the texts lie evenly where ids do. Databases sort texts each in its own way, so
 * who uses these must have the database put them in order.
 */
final class TextBoundaries {
  private static final String DIGITS = "0123456789";
  private static final String HEX = DIGITS + "abcdef";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  /** As many characters decide; 36^6 is far more than there are partitions. */
  private static final int PLACES = 6;

  private TextBoundaries() {}

  static List<SqlValue> between(String least, String greatest, int partitions) {
    int common = 0;
    int shorter = Math.min(least.length(), greatest.length());
    while (common < shorter && least.charAt(common) == greatest.charAt(common)) {
      common++;
    }
    String from = least.substring(common);
    String to = greatest.substring(common);
    String digits = digits(from + to);
    BigInteger low = number(from, digits);
    BigInteger width = number(to, digits).subtract(low);
    List<SqlValue> boundaries = new ArrayList<>();
    String last = least;
    for (int i = 1; i < partitions; i++) {
      BigInteger at =
          low.add(width.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(partitions)));
      String boundary = least.substring(0, common) + text(at, digits);
      if (!boundary.equals(last)) {
        boundaries.add(new SqlValue(ColumnKind.TEXT, boundary));
        last = boundary;
      }
    }
    return boundaries;
  }

  private static String digits(String sample) {
    boolean upper = !sample.equals(sample.toLowerCase(Locale.ROOT));
    String lower = sample.toLowerCase(Locale.ROOT);
    String digits;
    if (lower.chars().allMatch(c -> DIGITS.indexOf(c) >= 0)) {
      digits = DIGITS;
    } else if (lower.chars().allMatch(c -> HEX.indexOf(c) >= 0 || c == '-')) {
      digits = HEX;
    } else {
      digits = DIGITS + LETTERS;
    }
    return upper ? digits.toUpperCase(Locale.ROOT) : digits;
  }

  private static BigInteger number(String text, String digits) {
    BigInteger base = BigInteger.valueOf(digits.length());
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < PLACES; i++) {
      number = number.multiply(base).add(BigInteger.valueOf(digit(text, i, digits)));
    }
    return number;
  }

  /** The greatest digit that is not above the character. */
  private static int digit(String text, int index, String digits) {
    if (index >= text.length()) {
      return 0;
    }
    int digit = 0;
    while (digit + 1 < digits.length() && digits.charAt(digit + 1) <= text.charAt(index)) {
      digit++;
    }
    return digit;
  }

  private static String text(BigInteger number, String digits) {
    BigInteger base = BigInteger.valueOf(digits.length());
    StringBuilder text = new StringBuilder();
    BigInteger left = number;
    for (int i = 0; i < PLACES; i++) {
      BigInteger[] quotient = left.divideAndRemainder(base);
      text.append(digits.charAt(quotient[1].intValueExact()));
      left = quotient[0];
    }
    return text.reverse().toString();
  }
}
