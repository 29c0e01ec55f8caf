package io.github.mailmodosource.sandbox;

import java.util.Locale;

/**
 * Names as Segment's warehouses write them, read from the test file of segmentio/go-snakecase:
 * {@code Email Marked as Spam} is {@code email_marked_as_spam}, {@code samPLE text} is {@code
 * sam_ple_text}, {@code CStringRef} is {@code cstring_ref}, {@code p_z9Rg} is {@code p_z9_rg}.
 */
final class SnakeCase {
  private SnakeCase() {}

  static String of(String name) {
    return name.replaceAll("[^A-Za-z0-9]+", "_")
        .replaceAll("(?<=[a-z][0-9]{0,99})(?=[A-Z])", "_")
        .replaceAll("^_|_$", "")
        .toLowerCase(Locale.ROOT);
  }
}
