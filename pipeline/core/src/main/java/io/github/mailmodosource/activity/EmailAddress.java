package io.github.mailmodosource.activity;

import java.util.Locale;

/** How e-mail addresses are compared and shown. */
public final class EmailAddress {
  private EmailAddress() {}

  /** Trimmed and lower-cased, the same on both sides of the gate. */
  public static String normalize(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  /** As logs may show it: {@code r***@example.com}; without an {@code @} nothing but the stars. */
  public static String masked(String email) {
    int at = email.lastIndexOf('@');
    return at < 1 ? "***" : email.charAt(0) + "***" + email.substring(at);
  }
}
