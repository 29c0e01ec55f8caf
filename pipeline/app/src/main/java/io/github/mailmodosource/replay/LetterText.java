package io.github.mailmodosource.replay;

import io.github.mailmodosource.coding.ByteOrderMark;
import io.github.mailmodosource.rows.JsonScanner;
import java.nio.charset.StandardCharsets;

/**
 * Takes apart a text in which several dead letters may stand: one behind another without line ends,
 * in an array, behind the half of one that a run could not write to its end. Whatever is no letter
 * is a part of its own, so that it ends no other and nothing is left out but white space and what
 * stands between the objects of an array.
 */
final class LetterText {
  private static final byte RECORD_SEPARATOR = 0x1E;

  /** How every letter of ours begins; within its texts quotes are escaped. */
  private static final byte[][] BEGINNING = {
    utf8("{"), utf8("\"stage\""), utf8(":"), utf8("\""),
  };

  private static final byte[] PARSE = utf8("parse\"");
  private static final byte[] DELIVER = utf8("deliver\"");

  /** Takes a part. */
  interface Sink {
    void part(int from, int end);
  }

  private LetterText() {}

  /**
   * Hands on each part of {@code [from, end)}: an object, or what is none. A text that has nothing
   * but brackets is one part, unless it is an empty array.
   */
  static void forEachPart(byte[] bytes, int from, int end, Sink sink) {
    boolean found = false;
    int at = next(bytes, from, end);
    while (at < end) {
      int stop;
      if (bytes[at] == '{') {
        stop = new JsonScanner().scan(bytes, at, end);
        if (stop < 0) {
          stop = nextBeginning(bytes, at + 1, end);
        }
      } else {
        stop = at + 1;
        while (stop < end && bytes[stop] != '{') {
          stop++;
        }
      }
      sink.part(at, trimmed(bytes, at, stop));
      found = true;
      at = next(bytes, stop, end);
    }
    if (!found && !isBlankOrEmptyArray(bytes, from, end)) {
      sink.part(from, end);
    }
  }

  /** Where the next letter begins behind the half of another one. */
  private static int nextBeginning(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == '{' && isBeginning(bytes, i, end)) {
        return i;
      }
    }
    return end;
  }

  private static boolean isBeginning(byte[] bytes, int from, int end) {
    int at = from;
    for (byte[] word : BEGINNING) {
      at = skipSpace(bytes, at, end);
      if (!isAt(word, bytes, at, end)) {
        return false;
      }
      at += word.length;
    }
    return isAt(PARSE, bytes, at, end) || isAt(DELIVER, bytes, at, end);
  }

  private static boolean isAt(byte[] word, byte[] bytes, int at, int end) {
    if (at + word.length > end) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static int next(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end) {
      if (ByteOrderMark.isUtf8(bytes, at, end)) {
        at += ByteOrderMark.UTF8_BYTES;
      } else if (isSpace(bytes[at]) || isOfArray(bytes[at]) || bytes[at] == RECORD_SEPARATOR) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  private static int skipSpace(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  private static int trimmed(byte[] bytes, int from, int end) {
    int last = end;
    while (last > from && isSpace(bytes[last - 1])) {
      last--;
    }
    return last;
  }

  private static boolean isBlankOrEmptyArray(byte[] bytes, int from, int end) {
    int opened = 0;
    for (int i = from; i < end; i++) {
      opened += bytes[i] == '[' ? 1 : bytes[i] == ']' ? -1 : 0;
      if (bytes[i] == ',') {
        return false;
      }
    }
    return opened == 0;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private static boolean isOfArray(byte b) {
    return b == '[' || b == ']' || b == ',';
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
