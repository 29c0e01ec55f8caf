package io.github.mailmodosource.coding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What something is remembered by that would be too long itself: the first 16 bytes of its SHA-256.
 * A million of them are 16 MB, and nobody can make up two things that have the same.
 */
public record Hash128(long high, long low) implements Comparable<Hash128> {
  /** How long one is in a checkpoint. */
  public static final int BYTES = 2 * Long.BYTES;

  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(Hash128::newDigest);

  /** The hash of a text, in UTF-8. */
  public static Hash128 of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of some bytes. */
  public static Hash128 of(byte[] bytes) {
    return ofDigest(DIGEST.get().digest(bytes));
  }

  /** The first bytes of another digest, such as one with a key. */
  public static Hash128 ofDigest(byte[] digest) {
    return next(ByteBuffer.wrap(digest));
  }

  /** Reads what {@link #write} wrote. */
  public static Hash128 read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(BYTES);
    if (bytes.length < BYTES) {
      throw new EOFException();
    }
    return next(ByteBuffer.wrap(bytes));
  }

  /** Writes {@value #BYTES} bytes. */
  public void write(OutputStream out) throws IOException {
    out.write(ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array());
  }

  /**
   * One of so many buckets, evenly.
   *
   * @param bits how many bits their number has, 1 to 31
   */
  public int bucket(int bits) {
    return (int) (high >>> (Long.SIZE - bits));
  }

  private static Hash128 next(ByteBuffer bytes) {
    return new Hash128(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public int compareTo(Hash128 other) {
    int byHigh = Long.compare(high, other.high);
    return byHigh != 0 ? byHigh : Long.compare(low, other.low);
  }
}
