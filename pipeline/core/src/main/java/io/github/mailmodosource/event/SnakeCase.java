package io.github.mailmodosource.event;

/**
 * Names as Segment's warehouses write them, so that a kept field and its column are called the
 * same. The rules are those of segmentio/go-snakecase: ASCII letters and digits make words; a
 * capital begins one if a small letter came before it in the word, digits between them or not.
 */
public final class SnakeCase {
  private SnakeCase() {}

  public static String of(String name) {
    StringBuilder snake = new StringBuilder(name.length() + 4);
    boolean wordBreak = false;
    boolean smallLetterSeen = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isWord(c)) {
        wordBreak = true;
        smallLetterSeen = false;
        continue;
      }
      boolean begins = wordBreak || (isUpper(c) && smallLetterSeen);
      if (begins && !snake.isEmpty()) {
        snake.append('_');
      }
      snake.append(isUpper(c) ? (char) (c + ('a' - 'A')) : c);
      wordBreak = false;
      smallLetterSeen = isLower(c) || (smallLetterSeen && !begins);
    }
    return snake.toString();
  }

  private static boolean isWord(char c) {
    return isUpper(c) || isLower(c) || (c >= '0' && c <= '9');
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }
}
