package io.github.mailmodosource.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a name is remembered by: the first 16 bytes of its SHA-256, so that a million names are 16
 * MB and no two of them are ever taken for one.
 */
record FileId(long high, long low) implements Comparable<FileId> {
  static final int BYTES = 2 * Long.BYTES;

  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(FileId::newDigest);

  /**
   * The id of a file.
   *
   * @param name whole, without links, so that whatever leads to the file gives the same
   */
  static FileId of(String name) {
    ByteBuffer hash = ByteBuffer.wrap(DIGEST.get().digest(name.getBytes(StandardCharsets.UTF_8)));
    return new FileId(hash.getLong(), hash.getLong());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public int compareTo(FileId other) {
    int byHigh = Long.compare(high, other.high);
    return byHigh != 0 ? byHigh : Long.compare(low, other.low);
  }
}
