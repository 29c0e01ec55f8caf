package io.github.mailmodosource.coding;

/**
 * Names in snake_case. The rules are those of segmentio/go-snakecase, which names the columns of
 * Segment's warehouses: letters and digits make words; a capital begins one if a small letter came
 * before it in the word, digits between them or not. So a kept field and its column are called the
 * same, as long as the name is ASCII: go-snakecase knows no other letters, we keep them all.
 */
public final class SnakeCase {
  private SnakeCase() {}

  /** The name of a property: letters and digits of every alphabet stay. */
  public static String of(String name) {
    return snake(name, false);
  }

  /** The column that a warehouse makes of a property: all but ASCII separates. */
  public static String columnOf(String name) {
    return snake(name, true);
  }

  private static String snake(String name, boolean asciiOnly) {
    StringBuilder snake = new StringBuilder(name.length() + 4);
    boolean wordBreak = false;
    boolean smallLetterSeen = false;
    int next;
    for (int i = 0; i < name.length(); i = next) {
      int c = name.codePointAt(i);
      next = i + Character.charCount(c);
      if (!isWord(c, asciiOnly)) {
        wordBreak = true;
        smallLetterSeen = false;
        continue;
      }
      boolean upper = Character.isUpperCase(c) || Character.isTitleCase(c);
      boolean begins = wordBreak || (upper && smallLetterSeen);
      if (begins && !snake.isEmpty()) {
        snake.append('_');
      }
      snake.appendCodePoint(upper ? Character.toLowerCase(c) : c);
      wordBreak = false;
      smallLetterSeen = Character.isLowerCase(c) || (smallLetterSeen && !begins);
    }
    return snake.toString();
  }

  private static boolean isWord(int c, boolean asciiOnly) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    return !asciiOnly && (Character.isLetterOrDigit(c) || isMark(c));
  }

  /** An accent, or a vowel of an Indian script, of the letter before it. */
  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
