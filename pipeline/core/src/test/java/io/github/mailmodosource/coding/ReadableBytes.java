package io.github.mailmodosource.coding;

/**
 * Bytes for people: two hex digits each, runs of ASCII text in quotes: {@code 01 00 'a.csv' ff}.
 */
final class ReadableBytes {
  private static final int SHORTEST_TEXT = 2;

  private ReadableBytes() {}

  static String of(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < bytes.length) {
      int end = at;
      while (end < bytes.length && isText(bytes[end])) {
        end++;
      }
      text.append(text.isEmpty() ? "" : " ");
      if (end - at >= SHORTEST_TEXT) {
        text.append('\'');
        for (; at < end; at++) {
          text.append((char) bytes[at]);
        }
        text.append('\'');
      } else {
        text.append(String.format("%02x", bytes[at]));
        at++;
      }
    }
    return text.toString();
  }

  private static boolean isText(byte b) {
    return b >= ' ' && b <= '~' && b != '\'';
  }
}
