package io.github.mailmodosource.warehouse;

/**
 * As much of a text as a warehouse keeps of it: its first 512 characters.
 *
 * <p>Segment's pages say "512 characters" and make the columns {@code varchar(512)}, whose length
 * counts Unicode code points in PostgreSQL, MySQL and Snowflake; so a character is a code point
 * here too. Counted in UTF-16 units, a text of 300 emojis would be cut in our eyes and whole in the
 * warehouse. What is longer there (BigQuery has no limit) is cut as well, so that both sides are
 * compared on the same part. A NUL cannot be stored in PostgreSQL at all, so it does not count.
 */
final class StoredText {
  static final int CHARACTERS = 512;

  private StoredText() {}

  static String of(String text) {
    String stored = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    if (stored.length() <= CHARACTERS || stored.codePointCount(0, stored.length()) <= CHARACTERS) {
      return stored;
    }
    return stored.substring(0, stored.offsetByCodePoints(0, CHARACTERS));
  }
}
