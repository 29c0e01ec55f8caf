package io.github.mailmodosource.table;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a row is remembered by: the first 16 bytes of the SHA-256 of all its values. */
record RowHash(long high, long low) implements Comparable<RowHash> {
  static final int BYTES = 2 * Long.BYTES;

  /** Odd, so that no two products of it and an int are equal. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(RowHash::newDigest);

  /** The hash of a line of {@link TableBlock#line}. */
  static RowHash of(byte[] line) {
    ByteBuffer hash = ByteBuffer.wrap(DIGEST.get().digest(line));
    return new RowHash(hash.getLong(), hash.getLong());
  }

  /** Of rows that are the same in all values, the one that so many were in front of. */
  RowHash after(int same) {
    return new RowHash(high, low + same * STEP);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public int compareTo(RowHash other) {
    int byHigh = Long.compare(high, other.high);
    return byHigh != 0 ? byHigh : Long.compare(low, other.low);
  }
}
