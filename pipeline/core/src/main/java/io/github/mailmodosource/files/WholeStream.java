package io.github.mailmodosource.files;

import java.io.IOException;
import java.io.InputStream;

/** Notices that a file ends earlier than it did when it was listed: rows of it are gone. */
final class WholeStream extends InputStream {
  private final InputStream in;
  private final long size;
  private long read;

  WholeStream(InputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  static IOException cut(long before, long now) {
    return new IOException(
        "it was cut while it was read (" + before + " bytes before, " + now + " now)");
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int some = in.read(target, offset, length);
    if (some > 0) {
      read += some;
    } else if (some < 0 && read < size) {
      throw cut(size, read);
    }
    return some;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
