package io.github.mailmodosource.table;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The greatest numbers that polls have seen, and when: what was not above one of them the lag ago
 * is settled. Not thread-safe.
 */
final class SeenNumbers {
  /** Of so many moments within a lag one is remembered each. */
  private static final int PARTS = 64;

  private final Deque<Seen> seen = new ArrayDeque<>();

  /**
   * A greatest number.
   *
   * @param nanos when it was first seen
   */
  record Seen(SqlValue greatest, long nanos) {
    @Override
    public String toString() {
      return "Seen[" + nanos + "]";
    }
  }

  /** Remembers what is the greatest number now. */
  void see(SqlValue greatest, long now, Duration lag) {
    Seen last = seen.peekLast();
    if (last == null
        || (!last.greatest().equals(greatest) && now - last.nanos() >= lag.toNanos() / PARTS)) {
      seen.add(new Seen(greatest, now));
    }
  }

  /** The greatest number that was seen so long ago; null if none was. */
  @Nullable Seen settled(long now, Duration lag) {
    Seen settled = null;
    for (Seen next : seen) {
      if (now - next.nanos() >= lag.toNanos()) {
        settled = next;
      }
    }
    while (settled != null && !seen.element().equals(settled)) {
      seen.remove();
    }
    return settled;
  }
}
