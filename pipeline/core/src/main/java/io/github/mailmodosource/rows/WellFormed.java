package io.github.mailmodosource.rows;

/**
 * Text that UTF-8 can carry. Exports cut subjects in the middle of an emoji and leave half a
 * surrogate pair; it becomes U+FFFD, everything else stays as it is.
 */
final class WellFormed {
  private static final char REPLACEMENT = '\uFFFD';

  private WellFormed() {}

  static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (isHalf(text, i)) {
          return replaceHalves(text, i);
        }
        i++;
      }
    }
    return text;
  }

  private static boolean isHalf(String text, int i) {
    return i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
  }

  private static String replaceHalves(String text, int from) {
    StringBuilder whole = new StringBuilder(text.length()).append(text, 0, from);
    int i = from;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      boolean half = codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint);
      whole.appendCodePoint(half ? REPLACEMENT : codePoint);
      i += Character.charCount(codePoint);
    }
    return whole.toString();
  }
}
