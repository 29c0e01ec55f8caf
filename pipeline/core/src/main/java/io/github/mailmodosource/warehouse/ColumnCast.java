package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.coding.UtcTime;
import io.github.mailmodosource.jdbc.ColumnKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a column makes of a value that is not of its type. Segment gives a column the type of its
 * first value, for ever, and casts what comes later; what cannot be cast leaves the cell empty.
 *
 * <p>Which spellings a cast takes, each warehouse decides for itself. So there is a middle ground,
 * such as {@code 1e5} in a column of numbers: the cell may show the value or be empty.
 */
final class ColumnCast {
  private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  /** What every database reads as a time: a date of ISO-8601, alone or with a time behind it. */
  private static final Pattern PLAIN_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d([T ].*)?");

  private ColumnCast() {}

  /** Whether the column shows the value so. */
  static boolean mayShow(String value, ColumnKind kind, String shown) {
    return shownAs(value, kind).contains(shown);
  }

  /** Whether the column may be empty, because its type cannot hold the value. */
  static boolean mayBeEmpty(String value, ColumnKind kind) {
    String text = value.strip();
    return switch (kind) {
      case NUMBER, INTEGER, FLOATING ->
          !PLAIN_NUMBER.matcher(text).matches() || shownAs(value, kind).isEmpty();
      case BOOLEAN -> !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false");
      case INSTANT, SESSION_INSTANT, LOCAL_TIME, DATE ->
          !PLAIN_TIME.matcher(text).matches() || shownAs(value, kind).isEmpty();
      case JSON, BYTES, TEXT -> false;
    };
  }

  /** Each form in which a cell may show the value, as {@link CellText} reads it. */
  private static List<String> shownAs(String value, ColumnKind kind) {
    String text = value.strip();
    return switch (kind) {
      case NUMBER, INTEGER, FLOATING -> numbers(text, kind);
      case BOOLEAN -> List.of(booleanText(text));
      case INSTANT, SESSION_INSTANT, LOCAL_TIME, DATE -> times(text, kind);
      case JSON, BYTES, TEXT -> List.of(value);
    };
  }

  private static List<String> numbers(String text, ColumnKind kind) {
    BigDecimal number = number(text);
    if (number == null) {
      return List.of();
    }
    String digits = CellText.digits(number);
    return switch (kind) {
      case INTEGER -> isLong(number) ? List.of(digits) : List.of();
      // Of eight bytes, or of four.
      case FLOATING ->
          List.of(
              digits,
              String.valueOf(CellText.of(number.doubleValue())),
              digits(Float.toString(number.floatValue())));
      default -> List.of(digits);
    };
  }

  private static @Nullable BigDecimal number(String text) {
    // Neither an exponent without end nor a text as long as a novel is a number here.
    if (text.isEmpty() || text.length() > StoredText.CHARACTERS) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > StoredText.CHARACTERS ? null : number;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static String digits(String number) {
    BigDecimal read = number(number);
    return read == null ? number : CellText.digits(read);
  }

  private static boolean isLong(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0 && number.toBigInteger().bitLength() < 64;
  }

  private static List<String> times(String text, ColumnKind kind) {
    Instant time = TimeText.parse(text);
    if (time == null) {
      return List.of();
    }
    return kind == ColumnKind.DATE
        ? List.of(LocalDate.ofInstant(time, ZoneOffset.UTC).toString())
        : List.of(UtcTime.format(time));
  }

  /** A boolean in any of the spellings that databases know; another text as it is. */
  static String booleanText(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "1", "yes", "y", "on" -> "true";
      case "false", "f", "0", "no", "n", "off" -> "false";
      default -> text;
    };
  }

  /** Whether both texts are the same number: 1E+21 and its digits. */
  static boolean isSameNumber(String one, String other) {
    BigDecimal number = number(one.strip());
    BigDecimal second = number(other.strip());
    return number != null && second != null && number.compareTo(second) == 0;
  }
}
