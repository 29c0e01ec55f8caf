package io.github.mailmodosource.contact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Identify calls in columns, in any order: what the index is built from. Adding is cheap; nothing
 * is looked up here.
 */
public final class IdentifyCalls {
  private static final byte USER = 'u';
  private static final byte ANONYMOUS = 'a';

  private int size;
  private long[] high = new long[16];
  private long[] low = new long[16];
  private long[] nanos = new long[16];

  /** Where each identity begins in {@link #identities}; one more entry marks the end. */
  private int[] starts = new int[17];

  /** Each identity: which kind of id, then the id. */
  private byte[] identities = new byte[256];

  void add(IdentifyCall call) {
    EmailHash hash = EmailHash.of(call.email());
    byte[] id = call.identity().id().getBytes(StandardCharsets.UTF_8);
    byte[] identity = new byte[id.length + 1];
    identity[0] = call.identity().anonymous() ? ANONYMOUS : USER;
    System.arraycopy(id, 0, identity, 1, id.length);
    add(hash.high(), hash.low(), call.nanos(), identity, 0, identity.length);
  }

  void addAll(IdentifyCalls other) {
    for (int i = 0; i < other.size; i++) {
      add(other, i);
    }
  }

  void add(IdentifyCalls other, int entry) {
    int start = other.starts[entry];
    add(
        other.high[entry],
        other.low[entry],
        other.nanos[entry],
        other.identities,
        start,
        other.starts[entry + 1] - start);
  }

  void add(long hashHigh, long hashLow, long time, byte[] identity, int offset, int length) {
    if (size == high.length) {
      int capacity = size + (size >> 1) + 1;
      high = Arrays.copyOf(high, capacity);
      low = Arrays.copyOf(low, capacity);
      nanos = Arrays.copyOf(nanos, capacity);
      starts = Arrays.copyOf(starts, capacity + 1);
    }
    int start = starts[size];
    int end = Math.addExact(start, length);
    if (end > identities.length) {
      identities = Arrays.copyOf(identities, Math.max(end, start + (start >> 1)));
    }
    high[size] = hashHigh;
    low[size] = hashLow;
    nanos[size] = time;
    System.arraycopy(identity, offset, identities, start, length);
    size++;
    starts[size] = end;
  }

  /** Gives back the room that was kept for growth. */
  IdentifyCalls trimmed() {
    high = Arrays.copyOf(high, size);
    low = Arrays.copyOf(low, size);
    nanos = Arrays.copyOf(nanos, size);
    identities = Arrays.copyOf(identities, starts[size]);
    starts = Arrays.copyOf(starts, size + 1);
    return this;
  }

  /** The number of calls, hashes, times, where the identities begin, the identities. */
  byte[] toBytes() {
    int end = starts[size];
    ByteBuffer bytes =
        ByteBuffer.allocate(
            Integer.BYTES + size * 3 * Long.BYTES + (size + 1) * Integer.BYTES + end);
    bytes.putInt(size);
    for (long[] column : List.of(high, low, nanos)) {
      bytes.asLongBuffer().put(column, 0, size);
      bytes.position(bytes.position() + size * Long.BYTES);
    }
    bytes.asIntBuffer().put(starts, 0, size + 1);
    bytes.position(bytes.position() + (size + 1) * Integer.BYTES);
    bytes.put(identities, 0, end);
    return bytes.array();
  }

  /** Reads what {@link #toBytes} wrote. */
  static IdentifyCalls fromBytes(byte[] written) {
    ByteBuffer bytes = ByteBuffer.wrap(written);
    IdentifyCalls calls = new IdentifyCalls();
    calls.size = bytes.getInt();
    calls.high = longs(bytes, calls.size);
    calls.low = longs(bytes, calls.size);
    calls.nanos = longs(bytes, calls.size);
    calls.starts = new int[calls.size + 1];
    bytes.asIntBuffer().get(calls.starts);
    bytes.position(bytes.position() + (calls.size + 1) * Integer.BYTES);
    calls.identities = new byte[bytes.remaining()];
    bytes.get(calls.identities);
    return calls;
  }

  private static long[] longs(ByteBuffer bytes, int count) {
    long[] column = new long[count];
    bytes.asLongBuffer().get(column);
    bytes.position(bytes.position() + count * Long.BYTES);
    return column;
  }

  int size() {
    return size;
  }

  long high(int entry) {
    return high[entry];
  }

  long low(int entry) {
    return low[entry];
  }

  long nanos(int entry) {
    return nanos[entry];
  }

  Identity identity(int entry) {
    int start = starts[entry];
    String id =
        new String(identities, start + 1, starts[entry + 1] - start - 1, StandardCharsets.UTF_8);
    return new Identity(id, identities[start] == ANONYMOUS);
  }

  boolean sameEmail(int a, int b) {
    return high[a] == high[b] && low[a] == low[b];
  }

  boolean sameIdentity(int a, int b) {
    return Arrays.equals(
        identities, starts[a], starts[a + 1], identities, starts[b], starts[b + 1]);
  }

  /**
   * By e-mail, then time; at equal times a userId is later than an anonymousId, a greater id later.
   */
  int compare(int a, int b) {
    int order = Long.compareUnsigned(high[a], high[b]);
    if (order == 0) {
      order = Long.compareUnsigned(low[a], low[b]);
    }
    if (order == 0) {
      order = Long.compare(nanos[a], nanos[b]);
    }
    if (order == 0) {
      // 'a' for anonymous comes before 'u' for user.
      order =
          Arrays.compareUnsigned(
              identities, starts[a], starts[a + 1], identities, starts[b], starts[b + 1]);
    }
    return order;
  }
}
