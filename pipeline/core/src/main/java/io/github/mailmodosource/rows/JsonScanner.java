package io.github.mailmodosource.rows;

import java.util.Arrays;

/**
 * Finds where a JSON object or array ends, over any number of lines and buffers. It looks at the
 * structure alone (what may follow what), so that a broken value is noticed near its fault and does
 * not swallow those behind it; numbers, words and escapes are left to the parser.
 */
public final class JsonScanner {
  /** The value does not end in these bytes. */
  public static final int MORE = -1;

  /** What is here is no JSON value; {@link #failedAt()} says where that showed. */
  public static final int FAILED = -2;

  private enum At {
    VALUE,
    FIRST_VALUE,
    KEY,
    FIRST_KEY,
    COLON,
    AFTER_VALUE,
    WORD,
    STRING
  }

  private At at = At.VALUE;
  private boolean inKey;
  private boolean escaped;
  private boolean[] objects = new boolean[16];
  private int depth;
  private int failedAt;

  /** Forgets all, for the next value. */
  public void reset() {
    at = At.VALUE;
    escaped = false;
    depth = 0;
  }

  /**
   * Goes on with the value. The first call after {@link #reset()} begins at its bracket.
   *
   * @return the index behind its last byte, {@link #MORE} or {@link #FAILED}
   */
  public int scan(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (at == At.STRING) {
        i = endOfString(bytes, i, to);
        if (i < 0) {
          return i;
        }
        continue;
      }
      byte b = bytes[i];
      if (isSpace(b)) {
        if (at == At.WORD) {
          at = At.AFTER_VALUE;
        }
      } else if (!take(b)) {
        failedAt = i;
        return FAILED;
      } else if (depth == 0) {
        return i + 1;
      }
      i++;
    }
    return MORE;
  }

  /** Where the last scan failed. */
  public int failedAt() {
    return failedAt;
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Takes a byte outside of strings; false if it cannot stand here. */
  private boolean take(byte b) {
    return switch (b) {
      case '{', '[' -> {
        if (at != At.VALUE && at != At.FIRST_VALUE) {
          yield false;
        }
        push(b == '{');
        at = b == '{' ? At.FIRST_KEY : At.FIRST_VALUE;
        yield true;
      }
      case '}' -> depth > 0 && objects[depth - 1] && pop(At.FIRST_KEY);
      case ']' -> depth > 0 && !objects[depth - 1] && pop(At.FIRST_VALUE);
      case ',' ->
          depth > 0
              && (at == At.AFTER_VALUE || at == At.WORD)
              && expect(objects[depth - 1] ? At.KEY : At.VALUE);
      case ':' -> at == At.COLON && expect(At.VALUE);
      case '"' -> {
        inKey = at == At.KEY || at == At.FIRST_KEY;
        yield (inKey || at == At.VALUE || at == At.FIRST_VALUE) && expect(At.STRING);
      }
      default -> (at == At.VALUE || at == At.FIRST_VALUE || at == At.WORD) && expect(At.WORD);
    };
  }

  private boolean expect(At next) {
    at = next;
    return true;
  }

  private void push(boolean object) {
    if (depth == objects.length) {
      objects = Arrays.copyOf(objects, depth * 2);
    }
    objects[depth++] = object;
  }

  private boolean pop(At ifEmpty) {
    if (at != At.AFTER_VALUE && at != At.WORD && at != ifEmpty) {
      return false;
    }
    depth--;
    at = At.AFTER_VALUE;
    return true;
  }

  /** The index behind the closing quote, MORE, or FAILED: a string ends in its line. */
  private int endOfString(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\n') {
        failedAt = i;
        return FAILED;
      } else if (escaped) {
        escaped = false;
      } else if (b == '\\') {
        escaped = true;
      } else if (b == '"') {
        at = inKey ? At.COLON : At.AFTER_VALUE;
        return i + 1;
      }
    }
    return MORE;
  }
}
