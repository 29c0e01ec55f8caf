package io.github.mailmodosource.contact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Identify calls in columns, in any order: what the index is built from. Adding is cheap; nothing
 * is looked up here.
 */
final class IdentifyCalls {
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

  byte[] identityBytes(int entry) {
    return Arrays.copyOfRange(identities, starts[entry], starts[entry + 1]);
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
