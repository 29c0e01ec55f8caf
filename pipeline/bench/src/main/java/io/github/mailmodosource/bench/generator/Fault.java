package io.github.mailmodosource.bench.generator;

/** What can be wrong with a row. */
enum Fault {
  BAD_SYNTAX("bad_json", "bad_csv"),
  UNKNOWN_EVENT("unknown_event"),
  MISSING_EMAIL("missing_email"),
  BAD_TIME("bad_time"),
  BAD_BOOLEAN("bad_boolean");

  private static final Fault[] ALL = values();

  private final String codeInJson;
  private final String codeInCsv;

  Fault(String code) {
    this(code, code);
  }

  Fault(String codeInJson, String codeInCsv) {
    this.codeInJson = codeInJson;
    this.codeInCsv = codeInCsv;
  }

  static Fault by(Chance chance) {
    return ALL[chance.below(ALL.length)];
  }

  /** The code of the dead letter. */
  String code(boolean csv) {
    return csv ? codeInCsv : codeInJson;
  }

  /** Whether nobody can say which event the row was. */
  boolean hidesEvent() {
    return this == BAD_SYNTAX || this == UNKNOWN_EVENT;
  }
}
