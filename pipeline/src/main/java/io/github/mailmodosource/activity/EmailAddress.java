package io.github.mailmodosource.activity;

import java.util.Locale;

/** How e-mail addresses are compared and shown. */
public final class EmailAddress {
  private EmailAddress() {}

  /** Trimmed and lower-cased, the same on both sides of the gate. */
  public static String normalize(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
