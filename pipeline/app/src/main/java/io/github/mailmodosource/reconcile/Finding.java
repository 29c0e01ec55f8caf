package io.github.mailmodosource.reconcile;

import java.util.Locale;

/** What {@code reconcile} finds of an event; {@code EXPECTED} is where it began. */
public enum Finding {
  /** Should be in the warehouse: matched, missing or mismatched. */
  EXPECTED,
  MATCHED,
  MISSING,
  MISMATCHED,
  /** Is there, without activity behind it. */
  UNEXPECTED,
  /** Stands there more than once; is matched or mismatched besides. */
  DUPLICATED;

  /** As it stands in the report: {@code mismatched}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
