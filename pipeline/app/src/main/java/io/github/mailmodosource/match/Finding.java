package io.github.mailmodosource.match;

/** What {@code reconcile} finds of an event; {@code EXPECTED} is where it began. */
public enum Finding {
  /** Should be in the warehouse: matched, missing or mismatched. */
  EXPECTED("expected"),
  MATCHED("matched"),
  MISSING("missing"),
  MISMATCHED("mismatched"),
  /** Is there, without activity behind it. */
  UNEXPECTED("unexpected"),
  /** Stands there more than once; is matched or mismatched besides. */
  DUPLICATED("duplicated");

  private final String key;

  Finding(String key) {
    this.key = key;
  }

  /** As it stands in the report, and in the bytes of coders: {@code mismatched}. */
  public String key() {
    return key;
  }

  /**
   * The finding with this key.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Finding ofKey(String key) {
    for (Finding finding : values()) {
      if (finding.key.equals(key)) {
        return finding;
      }
    }
    throw new IllegalArgumentException("'" + key + "' is not the key of a finding");
  }
}
