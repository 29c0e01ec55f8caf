package io.github.mailmodosource.segment;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;

/**
 * The parts of a body as the HTTP client writes them to its connection: each is a write. A large
 * part leaves as it stands, in views; small ones are copied together, because a write for each of
 * them would cost more.
 */
final class BodyParts implements Iterator<ByteBuffer> {
  /** Below this, what a write costs is more than what a copy costs. */
  private static final int SMALL_BYTES = 4 << 10;

  /** The client copies what it writes out of the heap, the whole part for each try. */
  private static final int WRITE_BYTES = 64 << 10;

  private static final int TOGETHER_BYTES = 16 << 10;

  private final Iterator<ByteBuffer> parts;
  private ByteBuffer part = ByteBuffer.allocate(0);

  /** Leaves the parts as they are: a body may be read again, for another connection. */
  BodyParts(List<ByteBuffer> parts) {
    this.parts = parts.iterator();
    skipEmpty();
  }

  @Override
  public boolean hasNext() {
    return part.hasRemaining();
  }

  @Override
  public ByteBuffer next() {
    return isSmall() ? together() : some(WRITE_BYTES);
  }

  private ByteBuffer together() {
    ByteBuffer first = some(SMALL_BYTES);
    if (!hasNext() || !isSmall()) {
      return first;
    }
    ByteBuffer together = ByteBuffer.allocate(TOGETHER_BYTES).put(first);
    while (hasNext() && isSmall() && part.remaining() <= together.remaining()) {
      together.put(some(SMALL_BYTES));
    }
    return together.flip();
  }

  private boolean isSmall() {
    return part.remaining() < SMALL_BYTES;
  }

  /** A view of the next bytes of this part, so many at most. */
  private ByteBuffer some(int most) {
    int length = Math.min(most, part.remaining());
    ByteBuffer some = part.slice(part.position(), length);
    part.position(part.position() + length);
    skipEmpty();
    return some;
  }

  private void skipEmpty() {
    while (!part.hasRemaining() && parts.hasNext()) {
      part = parts.next().duplicate();
    }
  }
}
