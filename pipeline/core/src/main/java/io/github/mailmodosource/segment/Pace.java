package io.github.mailmodosource.segment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Says when the next request may leave, one after the other, for everybody who sends; and holds
 * everybody back when Segment asks for it. Thread-safe.
 *
 * <p>No more than the rate plus one request leave in any second, whatever the threads do. A token
 * bucket cannot promise that: it knows when a thread was let go, not when its request went off, and
 * requests that were let go apart may arrive together. So each {@link Turn} is told when its
 * request has left, and stands in the way of later ones from the moment it was given until one
 * second after that.
 */
final class Pace {
  /** Of the allowed rate: what is left over makes up for a network that is not even. */
  private static final double SHARE = 0.98;

  /** A second as the server sees it, with room for requests that take longer than others. */
  private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(1_040);

  /** Slots that were missed because threads woke late are made up for; not older ones. */
  private static final long CATCH_UP = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long to wait at most for a turn that leaves; it says so, this is only for safety. */
  private static final long POLL = TimeUnit.MILLISECONDS.toNanos(100);

  private final long origin = System.nanoTime();

  /** Only its holder waits for a slot; the others queue up for it, in their order. */
  private final ReentrantLock front = new ReentrantLock(true);

  private final ReentrantLock state = new ReentrantLock();
  private final Condition changed = state.newCondition();
  private final List<Turn> recent = new ArrayList<>();
  private final Bound requests;
  private final Bound events;
  private long pausedUntil;

  /**
   * @param requestsPerSecond 0 for no bound
   * @param eventsPerSecond 0 for no bound
   */
  Pace(double requestsPerSecond, double eventsPerSecond) {
    requests = new Bound(requestsPerSecond);
    events = new Bound(eventsPerSecond);
  }

  /** How long so many take at a rate. */
  static double nanos(long amount, double perSecond) {
    return amount * (double) TimeUnit.SECONDS.toNanos(1) / (perSecond * SHARE);
  }

  /** The pace of a job. */
  static Pace of(SegmentSettings settings) {
    return new Pace(settings.requestsPerSecond(), settings.eventsPerSecond());
  }

  /**
   * Waits until one more request with that many events may leave.
   *
   * @return the turn, to be told when the request has left; null if the deadline comes first
   */
  @Nullable Turn await(int eventCount, Deadline deadline) throws InterruptedException {
    long asked = now();
    if (!front.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
      return null;
    }
    try {
      return awaitInFront(eventCount, asked, deadline);
    } finally {
      front.unlock();
    }
  }

  /** Nobody sends for that long: Segment asked one of us to wait, and means all. */
  void pauseFor(Duration duration) {
    state.lock();
    try {
      pausedUntil = Math.max(pausedUntil, now() + duration.toNanos());
      changed.signalAll();
    } finally {
      state.unlock();
    }
  }

  private @Nullable Turn awaitInFront(int eventCount, long asked, Deadline deadline)
      throws InterruptedException {
    state.lockInterruptibly();
    try {
      while (true) {
        long now = now();
        long wait = waitNanos(now);
        if (wait <= 0) {
          return take(eventCount, Math.max(asked, now - CATCH_UP));
        }
        if (wait > deadline.remainingNanos()) {
          return null;
        }
        changed.awaitNanos(wait);
      }
    } finally {
      state.unlock();
    }
  }

  private long waitNanos(long now) {
    long slot = Math.max(pausedUntil, Math.max(requests.next, events.next));
    return Math.max(slot - now, windowNanos(now));
  }

  /** How long until the requests of the last second leave room for one more. */
  private long windowNanos(long now) {
    recent.removeIf(turn -> turn.hasLeft && turn.leftAt + WINDOW <= now);
    long eventCount = 0;
    long next = POLL;
    for (Turn turn : recent) {
      eventCount += turn.eventCount;
      next = turn.hasLeft ? Math.min(next, turn.leftAt + WINDOW - now) : next;
    }
    return requests.allows(recent.size()) && events.allows(eventCount) ? 0 : next;
  }

  private Turn take(int eventCount, long notBefore) {
    long from = Math.max(notBefore, pausedUntil);
    requests.take(1, from);
    events.take(eventCount, from);
    Turn turn = new Turn(eventCount);
    if (requests.isSet() || events.isSet()) {
      recent.add(turn);
    }
    return turn;
  }

  private long now() {
    return System.nanoTime() - origin;
  }

  /** The right to send one request. */
  final class Turn {
    private final int eventCount;
    private boolean hasLeft;
    private long leftAt;

    private Turn(int eventCount) {
      this.eventCount = eventCount;
    }

    /** To be called when the request has left, or has failed; only the first call counts. */
    void left() {
      state.lock();
      try {
        if (!hasLeft) {
          hasLeft = true;
          leftAt = now();
          changed.signalAll();
        }
      } finally {
        state.unlock();
      }
    }
  }

  /** One of the two rates: slots at even distances. Guarded by the state's lock. */
  private static final class Bound {
    private final double perSecond;
    private long next;

    private Bound(double perSecond) {
      this.perSecond = perSecond;
    }

    private boolean isSet() {
      return perSecond > 0;
    }

    private boolean allows(long inTheLastSecond) {
      return !isSet() || inTheLastSecond <= perSecond;
    }

    /** A quiet while is no licence for a burst: what is free now is not saved up. */
    private void take(int amount, long from) {
      if (isSet()) {
        next = Math.max(next, from) + (long) nanos(amount, perSecond);
      }
    }
  }
}
