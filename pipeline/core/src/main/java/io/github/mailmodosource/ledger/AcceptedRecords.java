package io.github.mailmodosource.ledger;

import io.github.mailmodosource.coding.Hash128;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The records of a ledger, sorted, in a file that is mapped into memory: the heap holds none of
 * them, however many there are. Thread-safe.
 */
final class AcceptedRecords {
  /** Many enough that one bucket of a thousand million records can be sorted in memory. */
  static final int BUCKET_BITS = 10;

  private final ByteBuffer[] buckets;
  private final long size;

  /**
   * @param buckets the sorted records of each bucket, by {@link Hash128#bucket}
   */
  AcceptedRecords(ByteBuffer[] buckets) {
    this.buckets = buckets;
    size = sizeOf(buckets);
  }

  static AcceptedRecords none() {
    ByteBuffer[] empty = new ByteBuffer[1 << BUCKET_BITS];
    Arrays.fill(empty, ByteBuffer.allocate(0));
    return new AcceptedRecords(empty);
  }

  boolean contains(Hash128 record) {
    ByteBuffer bucket = buckets[record.bucket(BUCKET_BITS)];
    int low = 0;
    int high = bucket.limit() / Hash128.BYTES - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = at(bucket, middle).compareTo(record);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return size == 0;
  }

  long size() {
    return size;
  }

  private static long sizeOf(ByteBuffer... buckets) {
    return Arrays.stream(buckets).mapToLong(bucket -> bucket.limit() / Hash128.BYTES).sum();
  }

  static Hash128 at(ByteBuffer records, int index) {
    int at = index * Hash128.BYTES;
    return new Hash128(records.getLong(at), records.getLong(at + Long.BYTES));
  }
}
