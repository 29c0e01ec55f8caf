package io.github.mailmodosource.segment;

import org.jspecify.annotations.Nullable;

/**
 * The size of a request that is known to pass, once Segment, or more likely a proxy, has answered
 * 413. It holds for the whole job, so that the limit is not found anew for each batch, and grows
 * again carefully. Thread-safe.
 *
 * <p>Sizes are those of the events before compression. A proxy counts the bytes on the wire,
 * Segment may count others, and an answer does not say which. The size before compression is known
 * without compressing anything, so that no batch is compressed in vain; and events of one job
 * compress much alike, so that it bounds the other size too. Where they do not, a batch is refused
 * once more, and the limit comes down to what even such a batch passes with.
 */
final class SizeLimit {
  /** So many requests of about this size pass before a larger one is tried. */
  private static final int FIRST_NEEDED = 16;

  /** Each larger one that is refused makes the next one come later. */
  private static final int MOST_NEEDED = 4_096;

  private final long most;
  private volatile long limit = Long.MAX_VALUE;
  private long passed;
  private int inARow;
  private int needed = FIRST_NEEDED;
  private boolean hasGrown;

  /** How far a batch brought the limit down. */
  record Lowering(long before, long after) {}

  /**
   * @param most the size of the largest batch; a limit that has grown to it is none
   */
  SizeLimit(long most) {
    this.most = most;
  }

  /** What a request may have; {@link Long#MAX_VALUE} if no limit is known. */
  long bytes() {
    return limit;
  }

  /** A request of that size was accepted. */
  synchronized void passed(long bytes) {
    passed = Math.max(passed, bytes);
    if (limit == Long.MAX_VALUE || bytes < limit / 2 || ++inARow < needed) {
      return;
    }
    long larger = limit + limit / 4;
    limit = larger < most ? larger : Long.MAX_VALUE;
    hasGrown = true;
    inARow = 0;
  }

  /**
   * Events of that size together were refused.
   *
   * @param earlier what the same batch has done to the limit before; null if nothing
   * @return what it has done to it by now
   */
  synchronized @Nullable Lowering refused(long bytes, @Nullable Lowering earlier) {
    long before = limit;
    if (bytes > before) {
      // Left before the limit was known.
      return earlier;
    }
    if (passed >= bytes) {
      passed = 0;
    }
    // A bit more than half, as halves are never quite equal.
    limit = passed > bytes / 2 ? passed : bytes / 2 + bytes / 16;
    if (hasGrown) {
      needed = Math.min(needed * 4, MOST_NEEDED);
    }
    hasGrown = false;
    inARow = 0;
    return earlier != null && earlier.after == before
        ? new Lowering(earlier.before, limit)
        : new Lowering(before, limit);
  }

  /** One event alone was too large: that is why everything was refused that it was part of. */
  synchronized void takeBack(Lowering lowering) {
    if (limit == lowering.after) {
      limit = lowering.before;
    }
  }
}
