package io.github.mailmodosource.segment;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Notes for how long a busy machine let threads wait that had something to do. A server notes an
 * arrival that much late, so its clock tells times no better than this.
 */
final class Stalls implements AutoCloseable {
  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int THREADS = 2;

  private final AtomicLong longest = new AtomicLong();
  private volatile boolean ended;

  static Stalls watch() {
    Stalls stalls = new Stalls();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(stalls::watchUntilTheEnd, "stalls");
      thread.setDaemon(true);
      thread.start();
    }
    return stalls;
  }

  long longestNanos() {
    return longest.get();
  }

  @Override
  public void close() {
    ended = true;
  }

  private void watchUntilTheEnd() {
    while (!ended) {
      long start = System.nanoTime();
      LockSupport.parkNanos(NAP);
      longest.accumulateAndGet(System.nanoTime() - start - NAP, Math::max);
    }
  }
}
