package io.github.mailmodosource.bench.servers;

/**
 * Text as PostgreSQL's {@code COPY} and MariaDB's {@code LOAD DATA} read it (<a
 * href="https://www.postgresql.org/docs/17/sql-copy.html">text format</a>).
 */
final class CopyText {
  /** No value. */
  static final String NULL = "\\N";

  private CopyText() {}

  static String of(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
