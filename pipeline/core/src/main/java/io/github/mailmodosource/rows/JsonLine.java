package io.github.mailmodosource.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A line of JSON that may hold more than one object: an array of them, as the bodies of webhooks
 * are, or one behind another, as Firehose writes them.
 */
final class JsonLine {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EIGHT_ONES = 0x0101010101010101L;
  private static final long EIGHT_HIGH_BITS = 0x8080808080808080L;
  private static final long EIGHT_BRACES = '{' * EIGHT_ONES;

  /** Takes a row of the line. */
  interface Sink {
    void row(int from, int end);
  }

  private JsonLine() {}

  /**
   * Whether the line begins as an array, or an object seems to stand behind another one.
   *
   * <p>Every line is asked: eight bytes at a time this takes a quarter of what one by one takes,
   * which is 2 % of a row's way to its event.
   */
  static boolean mayHoldSeveral(byte[] bytes, int from, int end) {
    int first = skipSpace(bytes, from, end);
    if (first < end && bytes[first] == '[') {
      return true;
    }
    int i = first + 1;
    while (i < end) {
      if (i + Long.BYTES <= end) {
        long differences = (long) EIGHT_BYTES.get(bytes, i) ^ EIGHT_BRACES;
        if (((differences - EIGHT_ONES) & ~differences & EIGHT_HIGH_BITS) == 0) {
          i += Long.BYTES;
          continue;
        }
      }
      int stop = Math.min(i + Long.BYTES, end);
      for (; i < stop; i++) {
        if (bytes[i] == '{' && isBehindObject(bytes, from, i)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isBehindObject(byte[] bytes, int from, int at) {
    int before = at - 1;
    while (before >= from && JsonScanner.isSpace(bytes[before])) {
      before--;
    }
    return before >= from && bytes[before] == '}';
  }

  /**
   * Hands on each object of the line as a row. What is no object is a row too, for somebody has to
   * be told: what stands beside objects in an array, what is left of a line behind a broken object,
   * the bracket of an array that is never closed. A line without any object is one row, an empty
   * array none.
   */
  static void forEachObject(byte[] bytes, int from, int end, Sink sink) {
    if (!holdsObject(bytes, from, end)) {
      if (!isEmptyArray(bytes, from, end)) {
        sink.row(from, end);
      }
      return;
    }
    JsonScanner scanner = new JsonScanner();
    int bracket = from;
    int depth = 0;
    int i = next(bytes, from, end, false);
    while (i < end) {
      byte b = bytes[i];
      int endOfRow;
      if (b == '[') {
        bracket = depth++ == 0 ? i : bracket;
        endOfRow = -1;
        i++;
      } else if (b == ']' && depth > 0) {
        depth--;
        endOfRow = -1;
        i++;
      } else if (b == '{') {
        scanner.reset();
        endOfRow = scanner.scan(bytes, i, end);
        if (endOfRow < 0) {
          sink.row(i, end);
          return;
        }
      } else if (depth > 0) {
        endOfRow = endOfScalar(bytes, i, end);
      } else {
        endOfRow = end;
      }
      if (endOfRow >= 0) {
        sink.row(i, endOfRow);
        i = endOfRow;
      }
      i = next(bytes, i, end, depth > 0);
    }
    if (depth > 0) {
      sink.row(bracket, bracket + 1);
    }
  }

  private static boolean holdsObject(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end) {
      if (bytes[i] == '{') {
        return true;
      }
      i = bytes[i] == '"' ? endOfScalar(bytes, i, end) : i + 1;
    }
    return false;
  }

  private static boolean isEmptyArray(byte[] bytes, int from, int end) {
    int open = skipSpace(bytes, from, end);
    int close = open < end ? skipSpace(bytes, open + 1, end) : end;
    return close < end
        && bytes[open] == '['
        && bytes[close] == ']'
        && skipSpace(bytes, close + 1, end) == end;
  }

  private static int endOfScalar(byte[] bytes, int from, int end) {
    boolean string = bytes[from] == '"';
    for (int i = from + 1; i < end; i++) {
      byte b = bytes[i];
      if (string) {
        if (b == '\\') {
          i++;
        } else if (b == '"') {
          return i + 1;
        }
      } else if (b == ',' || b == ']' || b == '[' || b == '{' || JsonScanner.isSpace(b)) {
        return i;
      }
    }
    return end;
  }

  private static int next(byte[] bytes, int from, int end, boolean inArray) {
    int i = from;
    while (i < end && (JsonScanner.isSpace(bytes[i]) || (inArray && bytes[i] == ','))) {
      i++;
    }
    return i;
  }

  private static int skipSpace(byte[] bytes, int from, int end) {
    return next(bytes, from, end, false);
  }
}
