package io.github.mailmodosource.coding;

import java.util.regex.Pattern;

/** Text as others than its owner may see it. */
public final class MaskedText {
  /** The first character, the rest of the name, then the at sign, also as a URL has it. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "([^\\s@<>()\\[\\]\",;:=&?/#%+])[^\\s@<>()\\[\\]\",;:=&?/#]*(@|%40)(?=[^\\s@.,;])",
          Pattern.CASE_INSENSITIVE);

  private MaskedText() {}

  /**
   * Masks every e-mail address in a text: {@code r***@example.com}. A value that is an address by
   * its name alone shows nothing but stars.
   *
   * @param name whose value it is, such as {@code context_traits_email}
   */
  public static String of(String name, String text) {
    String masked = ADDRESS.matcher(text).replaceAll("$1***$2");
    boolean address = name.equals("email") || name.endsWith("_email");
    return address && !text.isEmpty() && masked.equals(text) ? "***" : masked;
  }

  /** Masks every e-mail address in a text. */
  public static String of(String text) {
    return of("", text);
  }
}
