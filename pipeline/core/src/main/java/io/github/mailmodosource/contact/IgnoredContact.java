package io.github.mailmodosource.contact;

import java.util.Locale;

/** Why a row of contacts identifies nobody. */
public enum IgnoredContact {
  NO_EMAIL("without an e-mail"),
  NO_USER_ID("without a user id"),
  NO_IDENTIFY_CALL("of another call type"),
  UNREADABLE("unreadable");

  private final String words;

  IgnoredContact(String words) {
    this.words = words;
  }

  /** As it stands in the report: {@code no_email}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As it stands behind a number of rows: {@code 3 without an e-mail}. */
  public String words() {
    return words;
  }
}
