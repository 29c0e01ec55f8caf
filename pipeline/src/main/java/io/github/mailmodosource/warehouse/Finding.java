package io.github.mailmodosource.warehouse;

import java.util.Locale;

/** What {@code reconcile} finds of an id. */
public enum Finding {
  MATCHED,
  /** Should be there, is not. */
  MISSING,
  /** Is there, but a column differs. */
  MISMATCHED,
  /** Is there, without activity behind it. */
  UNEXPECTED,
  /** Stands there more than once; is one of the others besides. */
  DUPLICATED;

  /** As it stands in files: {@code missing}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
