package io.github.mailmodosource.coding;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as others than its owner may see it. */
public final class MaskedText {
  /** The at sign, also as a URL has it, with something behind it that a domain may begin with. */
  private static final Pattern AT = Pattern.compile("(?i)(?:@|%40)(?=[^\\s@.,;])");

  /** What ends a name, read backwards; white space does too. */
  private static final String NO_NAME = "@<>()[]\",;:=&?/#";

  private MaskedText() {}

  /**
   * Masks every e-mail address in a text: {@code r***@example.com}. A value that is an address by
   * its name alone shows nothing but stars.
   *
   * @param name whose value it is, such as {@code context_traits_email}
   */
  public static String of(String name, String text) {
    String masked = of(text);
    boolean address = name.equals("email") || name.endsWith("_email");
    return address && !text.isEmpty() && masked.equals(text) ? "***" : masked;
  }

  /**
   * Masks every e-mail address in a text. Each name is looked for from its at sign backwards: texts
   * may be long, and most have none.
   */
  public static String of(String text) {
    StringBuilder masked = new StringBuilder();
    Matcher at = AT.matcher(text);
    int done = 0;
    while (at.find()) {
      int first = firstOfName(text, done, at.start());
      if (first < at.start()) {
        int shown = first + Character.charCount(text.codePointAt(first));
        masked.append(text, done, shown).append("***").append(at.group());
        done = at.end();
      }
    }
    return masked.append(text, done, text.length()).toString();
  }

  /** Where the name begins that ends there; the end itself if there is none. */
  private static int firstOfName(String text, int from, int end) {
    int first = end;
    while (first > from && isOfName(text.charAt(first - 1))) {
      first--;
    }
    while (first < end && (text.charAt(first) == '+' || text.charAt(first) == '%')) {
      first++;
    }
    return first;
  }

  private static boolean isOfName(char c) {
    return !Character.isWhitespace(c) && NO_NAME.indexOf(c) < 0;
  }
}
