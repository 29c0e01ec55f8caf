package io.github.mailmodosource.files;

import java.io.IOException;
import java.io.InputStream;

/**
 * UTF-16 as UTF-8. What is no character (half a pair, half a unit) becomes bytes that are no UTF-8
 * either, so that the row is a dead letter and not sent with a replacement in it.
 */
final class Utf16Stream extends InputStream {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int NONE = -1;

  private final InputStream in;
  private final boolean bigEndian;
  private final byte[] units = new byte[BUFFER_BYTES];
  private final byte[] text = new byte[BUFFER_BYTES / 2 * 3 + 8];
  private int next;
  private int filled;
  private int highHalf = NONE;

  /**
   * @param in behind the byte order mark
   */
  Utf16Stream(InputStream in, boolean bigEndian) {
    this.in = in;
    this.bigEndian = bigEndian;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (next == filled) {
      if (!fill()) {
        return -1;
      }
    }
    int some = Math.min(length, filled - next);
    System.arraycopy(text, next, target, offset, some);
    next += some;
    return some;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    next = 0;
    filled = 0;
    int bytes = in.readNBytes(units, 0, BUFFER_BYTES);
    for (int i = 0; i + 1 < bytes; i += 2) {
      int first = units[i] & 0xFF;
      int second = units[i + 1] & 0xFF;
      take(bigEndian ? (first << 8) | second : (second << 8) | first);
    }
    if (bytes < BUFFER_BYTES && highHalf != NONE) {
      put(highHalf);
      highHalf = NONE;
    }
    if (bytes % 2 == 1) {
      text[filled++] = (byte) 0xFF;
    }
    return filled > 0 || bytes > 0;
  }

  private void take(int unit) {
    boolean low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (highHalf != NONE && low) {
      put(Character.toCodePoint((char) highHalf, (char) unit));
      highHalf = NONE;
      return;
    }
    if (highHalf != NONE) {
      put(highHalf);
      highHalf = NONE;
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      highHalf = unit;
    } else {
      put(unit);
    }
  }

  /** A half of a pair in three bytes is no UTF-8. */
  private void put(int character) {
    if (character < 0x80) {
      text[filled++] = (byte) character;
    } else if (character < 0x800) {
      text[filled++] = (byte) (0xC0 | (character >> 6));
      text[filled++] = (byte) (0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
      text[filled++] = (byte) (0xE0 | (character >> 12));
      text[filled++] = (byte) (0x80 | ((character >> 6) & 0x3F));
      text[filled++] = (byte) (0x80 | (character & 0x3F));
    } else {
      text[filled++] = (byte) (0xF0 | (character >> 18));
      text[filled++] = (byte) (0x80 | ((character >> 12) & 0x3F));
      text[filled++] = (byte) (0x80 | ((character >> 6) & 0x3F));
      text[filled++] = (byte) (0x80 | (character & 0x3F));
    }
  }
}
