package io.github.mailmodosource.activity;

import io.github.mailmodosource.coding.ByteOrderMark;
import java.net.IDN;
import java.util.Locale;

/** How e-mail addresses are compared and shown. */
public final class EmailAddress {
  private static final String MAILTO = "mailto:";
  private static final char ZERO_WIDTH_SPACE = '\u200B';
  private static final char NEXT_LINE = '\u0085';

  /** Sharp s, final sigma, the two joiners: the "deviation characters" of Unicode's UTS 46. */
  private static final String DEVIATIONS = "\u00DF\u03C2\u200C\u200D";

  private EmailAddress() {}

  /**
   * The address alone, as the payload has it: trimmed of every white space that Unicode knows and
   * of what is as wide as nothing, lower-cased, without {@code mailto:} and without a display name
   * ({@code Ann <ann@example.com>}).
   */
  public static String normalize(String email) {
    String address = trimmed(email).toLowerCase(Locale.ROOT);
    int last = address.length() - 1;
    if (last >= 0 && address.charAt(last) == '>') {
      int open = address.lastIndexOf('<');
      if (address.indexOf('@', open + 1) > open && open >= 0) {
        address = trimmed(address.substring(open + 1, last));
      }
    }
    if (address.startsWith(MAILTO)) {
      int query = address.indexOf('?');
      address = trimmed(address.substring(MAILTO.length(), query < 0 ? address.length() : query));
    }
    return address;
  }

  /**
   * What the gate compares: the same for addresses whose domains are the same by IDNA, such as
   * {@code ann@b\u00fccher.example} and {@code ann@xn--bcher-kva.example}.
   *
   * @param email normalized
   */
  public static String comparable(String email) {
    int domain = email.lastIndexOf('@') + 1;
    for (int i = domain; i < email.length(); i++) {
      if (email.charAt(i) > 0x7F) {
        return email.substring(0, domain) + ascii(email.substring(domain));
      }
    }
    return email;
  }

  /** As logs may show it: {@code r***@example.com}; without an {@code @} nothing but the stars. */
  public static String masked(String email) {
    int at = email.lastIndexOf('@');
    return at < 1 ? "***" : email.charAt(0) + "***" + email.substring(at);
  }

  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == ZERO_WIDTH_SPACE
        || c == ByteOrderMark.CHARACTER
        || c == NEXT_LINE;
  }

  /**
   * The domain as DNS has it; one that is not valid stays as it is. So does one with a letter that
   * is another by the IDNA of 2003, which is Java's, than by that of 2008: two domains must not be
   * taken for one ({@code stra\u00dfe.example}, {@code strasse.example}).
   */
  private static String ascii(String domain) {
    if (domain.chars().anyMatch(c -> DEVIATIONS.indexOf(c) >= 0)) {
      return domain;
    }
    try {
      return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return domain;
    }
  }
}
