package io.github.mailmodosource.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream whose beginning can be looked at before it is read. */
final class HeadStream extends InputStream {
  private final InputStream in;
  private byte[] head = new byte[0];
  private int filled;
  private int next;
  private boolean endOfStream;

  HeadStream(InputStream in) {
    this.in = in;
  }

  /**
   * Looks at the first bytes, without reading them.
   *
   * @return how many there are in {@link #head()}: fewer than asked for only where the stream ends
   */
  int peek(int bytes) throws IOException {
    if (next > 0) {
      throw new IllegalStateException("the beginning has been read");
    }
    if (head.length < bytes) {
      head = Arrays.copyOf(head, bytes);
    }
    while (filled < bytes && !endOfStream) {
      int read = in.read(head, filled, bytes - filled);
      if (read < 0) {
        endOfStream = true;
      } else {
        filled += read;
      }
    }
    return Math.min(filled, bytes);
  }

  /** What was looked at; filled as far as {@link #peek} said. */
  byte[] head() {
    return head;
  }

  /** Whether the stream has nothing behind what was looked at. */
  boolean endsBehindHead() {
    return endOfStream;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (next < filled) {
      int some = Math.min(length, filled - next);
      System.arraycopy(head, next, target, offset, some);
      next += some;
      if (next == filled) {
        head = new byte[0];
        filled = 0;
        next = 1;
      }
      return some;
    }
    next = 1;
    return endOfStream ? -1 : in.read(target, offset, length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
