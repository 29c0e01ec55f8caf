package io.github.mailmodosource.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What is kept of a messageId: 128 bits of its SHA-256. Two ids that shared them would cost an
 * event, and nobody can make up two that do, whatever the ids of a pipeline are made of.
 */
record IdHash(long high, long low) implements Comparable<IdHash> {
  /** The hash of a messageId. */
  static IdHash of(String messageId) {
    ByteBuffer digest =
        ByteBuffer.wrap(DigestUtils.sha256(messageId.getBytes(StandardCharsets.UTF_8)));
    return new IdHash(digest.getLong(), digest.getLong());
  }

  /**
   * One of so many buckets, evenly.
   *
   * @param bits how many bits their number has, 1 to 31
   */
  int bucket(int bits) {
    return (int) (high >>> (Long.SIZE - bits));
  }

  @Override
  public int compareTo(IdHash other) {
    int byHigh = Long.compare(high, other.high);
    return byHigh != 0 ? byHigh : Long.compare(low, other.low);
  }
}
