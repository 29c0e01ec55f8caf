package io.github.mailmodosource.contact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Identify calls without an object for each, in any order: what the index is built from. Adding is
 * cheap; nothing is looked up here.
 *
 * <p>All that a lookup reads of a call but its identity stands together: the index is larger than a
 * processor's cache, and columns cost it a miss each.
 */
public class IdentifyCalls {
  private static final byte USER = 'u';
  private static final byte ANONYMOUS = 'a';

  /** The longs of a call: the hash of its e-mail, its time, where its identity begins. */
  private static final int HIGH = 0;

  private static final int LOW = 1;
  private static final int NANOS = 2;
  private static final int START = 3;
  private static final int LONGS_OF_A_CALL = 4;

  private int size;

  /** The calls; behind the last one {@link #START} is where the identities end. */
  private long[] calls = new long[17 * LONGS_OF_A_CALL];

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
    int start = other.start(entry);
    add(
        other.high(entry),
        other.low(entry),
        other.nanos(entry),
        other.identities,
        start,
        other.start(entry + 1) - start);
  }

  void add(long hashHigh, long hashLow, long time, byte[] identity, int offset, int length) {
    int at = size * LONGS_OF_A_CALL;
    int next = at + LONGS_OF_A_CALL;
    if (next + LONGS_OF_A_CALL > calls.length) {
      int capacity = size + (size >> 1) + 2;
      calls = Arrays.copyOf(calls, Math.multiplyExact(capacity, LONGS_OF_A_CALL));
    }
    int start = start(size);
    int end = Math.addExact(start, length);
    if (end > identities.length) {
      identities = Arrays.copyOf(identities, Math.max(end, start + (start >> 1)));
    }
    calls[at + HIGH] = hashHigh;
    calls[at + LOW] = hashLow;
    calls[at + NANOS] = time;
    System.arraycopy(identity, offset, identities, start, length);
    calls[next + START] = end;
    size++;
  }

  /** Gives back the room that was kept for growth. */
  IdentifyCalls trimmed() {
    calls = Arrays.copyOf(calls, (size + 1) * LONGS_OF_A_CALL);
    identities = Arrays.copyOf(identities, start(size));
    return this;
  }

  /** The number of calls, the calls and their end, the identities. */
  byte[] toBytes() {
    int longs = (size + 1) * LONGS_OF_A_CALL;
    int end = start(size);
    ByteBuffer bytes =
        ByteBuffer.allocate(
            Math.addExact(Integer.BYTES + end, Math.multiplyExact(longs, Long.BYTES)));
    bytes.putInt(size);
    bytes.asLongBuffer().put(calls, 0, longs);
    bytes.position(bytes.position() + longs * Long.BYTES);
    bytes.put(identities, 0, end);
    return bytes.array();
  }

  /** Reads what {@link #toBytes} wrote. */
  static IdentifyCalls fromBytes(byte[] written) {
    ByteBuffer bytes = ByteBuffer.wrap(written);
    IdentifyCalls read = new IdentifyCalls();
    read.size = bytes.getInt();
    read.calls = new long[(read.size + 1) * LONGS_OF_A_CALL];
    bytes.asLongBuffer().get(read.calls);
    bytes.position(bytes.position() + read.calls.length * Long.BYTES);
    read.identities = new byte[bytes.remaining()];
    bytes.get(read.identities);
    return read;
  }

  int size() {
    return size;
  }

  long high(int entry) {
    return calls[entry * LONGS_OF_A_CALL + HIGH];
  }

  long low(int entry) {
    return calls[entry * LONGS_OF_A_CALL + LOW];
  }

  long nanos(int entry) {
    return calls[entry * LONGS_OF_A_CALL + NANOS];
  }

  private int start(int entry) {
    return (int) calls[entry * LONGS_OF_A_CALL + START];
  }

  Identity identity(int entry) {
    int start = start(entry);
    String id =
        new String(identities, start + 1, start(entry + 1) - start - 1, StandardCharsets.UTF_8);
    return new Identity(id, identities[start] == ANONYMOUS);
  }

  /** Whether it stands behind all calls of that e-mail at or before that time. */
  boolean isAfter(int entry, EmailHash hash, long nanos) {
    int order = Long.compareUnsigned(high(entry), hash.high());
    if (order == 0) {
      order = Long.compareUnsigned(low(entry), hash.low());
    }
    return order > 0 || (order == 0 && nanos(entry) > nanos);
  }

  boolean sameEmail(int a, int b) {
    return high(a) == high(b) && low(a) == low(b);
  }

  boolean sameIdentity(int a, int b) {
    return Arrays.equals(identities, start(a), start(a + 1), identities, start(b), start(b + 1));
  }

  /**
   * By e-mail, then time; at equal times a userId is later than an anonymousId, a greater id later.
   */
  int compare(int a, int b) {
    int order = Long.compareUnsigned(high(a), high(b));
    if (order == 0) {
      order = Long.compareUnsigned(low(a), low(b));
    }
    if (order == 0) {
      order = Long.compare(nanos(a), nanos(b));
    }
    if (order == 0) {
      // 'a' for anonymous comes before 'u' for user.
      order =
          Arrays.compareUnsigned(
              identities, start(a), start(a + 1), identities, start(b), start(b + 1));
    }
    return order;
  }

  /** Runners log elements when they are told to: nobody is named. */
  @Override
  public String toString() {
    return "IdentifyCalls[" + size + "]";
  }
}
