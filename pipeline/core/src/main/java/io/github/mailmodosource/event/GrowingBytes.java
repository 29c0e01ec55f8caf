package io.github.mailmodosource.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are written one behind the other, and taken when there are enough of them. */
final class GrowingBytes {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private int expected;
  private ByteBuffer out = NOTHING;

  /**
   * None yet.
   *
   * @param expected about how many will come; the next time as many are expected as were taken
   */
  GrowingBytes(int expected) {
    this.expected = expected;
  }

  int size() {
    return out.position();
  }

  /** What is written, with room for so many bytes more. */
  ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      int needed = Math.addExact(out.position(), bytes);
      int larger = (int) Math.min(2L * out.capacity(), Integer.MAX_VALUE - Long.BYTES);
      int capacity = Math.max(Math.max(needed, larger), expected);
      out = ByteBuffer.allocate(capacity).put(out.flip());
    }
    return out;
  }

  /** The length, then the bytes. */
  void putCounted(byte[] bytes, int offset, int length) {
    room(Integer.BYTES + length).putInt(length).put(bytes, offset, length);
  }

  void putText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    putCounted(bytes, 0, bytes.length);
  }

  /**
   * What was written; the next bytes begin anew. It is not copied once more unless it would hold
   * much memory for nothing.
   */
  ByteRun take() {
    int length = out.position();
    expected = length + length / 8;
    byte[] bytes = out.array();
    if (length > bytes.length / 4 * 3) {
      out = NOTHING;
    } else {
      bytes = Arrays.copyOf(bytes, length);
      out.clear();
    }
    return new ByteRun(bytes, length);
  }
}
