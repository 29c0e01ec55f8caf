package io.github.mailmodosource.metrics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this process has counted since its run began. A runner hands counters on when a bundle or a
 * step has ended, so those of a run that stops in the middle are lost, on Flink all of them. A run
 * in this process still knows from here what was sent before it stopped. What is tried again counts
 * again, so that a run that ends well is judged by the runner's counters alone.
 */
public final class ProcessCounts {
  private static final Map<String, Map<String, LongAdder>> COUNTS = new ConcurrentHashMap<>();

  /** The counters of attempts that have ended. What was under way then may still count there. */
  private static final List<Map<String, Map<String, LongAdder>>> ENDED =
      new CopyOnWriteArrayList<>();

  private static final long MOMENT_MILLIS = 100;
  private static final int MOST_MOMENTS = 20;

  private ProcessCounts() {}

  /** A run begins. What steps of an older one still count is not seen any more. */
  public static synchronized void clear() {
    ENDED.clear();
    COUNTS.clear();
  }

  /**
   * A runner begins the run again from what it has kept of it: steps that are made from now on
   * count anew. {@link #in} knows what was counted before and since.
   */
  static synchronized void endAttempt() {
    ENDED.add(new ConcurrentHashMap<>(COUNTS));
    COUNTS.clear();
  }

  /**
   * Waits until nothing has been counted for a moment: a run is over as soon as one step has
   * failed, and others may just be hearing of it.
   */
  public static void settle() {
    long before = -1;
    long now = sum();
    try {
      for (int i = 0; i < MOST_MOMENTS && now != before; i++) {
        Thread.sleep(MOMENT_MILLIS);
        before = now;
        now = sum();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long sum() {
    return COUNTS.values().stream()
        .flatMap(counts -> counts.values().stream())
        .mapToLong(LongAdder::sum)
        .sum();
  }

  static LongAdder counter(String namespace, String name) {
    return COUNTS
        .computeIfAbsent(namespace, n -> new ConcurrentHashMap<>())
        .computeIfAbsent(name, n -> new LongAdder());
  }

  /** The counts of one namespace, in the order of their names. */
  public static synchronized Map<String, Long> in(String namespace) {
    Map<String, Long> counts = inEndedAttempts(namespace);
    add(COUNTS, namespace, counts);
    return counts;
  }

  /** Of these, what was counted by attempts that have ended. */
  static synchronized Map<String, Long> inEndedAttempts(String namespace) {
    Map<String, Long> counts = new TreeMap<>();
    ENDED.forEach(attempt -> add(attempt, namespace, counts));
    return counts;
  }

  private static void add(
      Map<String, Map<String, LongAdder>> from, String namespace, Map<String, Long> counts) {
    from.getOrDefault(namespace, Map.of())
        .forEach((name, n) -> counts.merge(name, n.sum(), Long::sum));
  }
}
