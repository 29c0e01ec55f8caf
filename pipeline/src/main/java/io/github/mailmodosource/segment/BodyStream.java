package io.github.mailmodosource.segment;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;

/**
 * The parts of a body one behind the other. A read fills all the room that it is given, whatever
 * the parts' lengths: the HTTP client writes to its connection what one read gave it.
 */
final class BodyStream extends InputStream {
  private final Iterator<ByteBuffer> parts;
  private ByteBuffer part = ByteBuffer.allocate(0);

  /** Leaves the parts as they are: a body may be read again, for another connection. */
  BodyStream(List<ByteBuffer> parts) {
    this.parts = parts.iterator();
  }

  @Override
  public int read() {
    return isAtEnd() ? -1 : part.get() & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length > 0 && isAtEnd()) {
      return -1;
    }
    int filled = 0;
    while (filled < length && !isAtEnd()) {
      int some = Math.min(part.remaining(), length - filled);
      part.get(into, offset + filled, some);
      filled += some;
    }
    return filled;
  }

  private boolean isAtEnd() {
    while (!part.hasRemaining() && parts.hasNext()) {
      part = parts.next().duplicate();
    }
    return !part.hasRemaining();
  }
}
