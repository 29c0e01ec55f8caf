package io.github.mailmodosource.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows of a run this process holds for a contact, by event: at any moment, for its funnel.
 *
 * <p>What a runner has brought back from its state was not read by this process, but comes to its
 * end here. So {@code read + takenOver = held + in flight + all ends}.
 */
public final class WaitingCounts {
  private static final Map<String, WaitingCounts> BY_RUN = new HashMap<>();

  /** By shard. */
  private final Map<Integer, Map<String, Long>> held = new HashMap<>();

  private final Map<String, Long> takenOver = new TreeMap<>();

  /** The same, when the last attempt that has ended did. */
  private Map<String, Long> takenOverBefore = Map.of();

  private WaitingCounts() {}

  public static WaitingCounts of(String run) {
    synchronized (BY_RUN) {
      return BY_RUN.computeIfAbsent(run, r -> new WaitingCounts());
    }
  }

  /** What waits, by event; events of which none waits may be absent. */
  public synchronized Map<String, Long> held() {
    Map<String, Long> sum = new TreeMap<>();
    held.values().forEach(shard -> shard.forEach((event, n) -> sum.merge(event, n, Long::sum)));
    return sum;
  }

  /** What of the rows that wait, or have waited, this process did not read, by event. */
  public synchronized Map<String, Long> takenOver() {
    return new TreeMap<>(takenOver);
  }

  /**
   * Both at one moment: while a shard changes hands, the one alone says nothing.
   *
   * @param takenOverBefore what attempts that have ended had taken over
   */
  record Held(
      Map<String, Long> held, Map<String, Long> takenOver, Map<String, Long> takenOverBefore) {}

  synchronized Held counts() {
    return new Held(held(), takenOver(), takenOverBefore);
  }

  /** A runner begins the run again: all steps have ended, and none of the new ones has begun. */
  synchronized void endAttempt() {
    takenOverBefore = takenOver();
  }

  /**
   * A step begins with a shard; the first call of each since it was left counts.
   *
   * @param found what its state holds, by event
   */
  public synchronized void enter(int shard, Map<String, Long> found) {
    if (held.putIfAbsent(shard, Map.copyOf(found)) == null) {
      found.forEach((event, n) -> takenOver.merge(event, n, Long::sum));
    }
  }

  /** What a shard holds now, by event. */
  public synchronized void set(int shard, Map<String, Long> now) {
    held.put(shard, Map.copyOf(now));
  }

  /** A step ends, and leaves a shard to its state: whoever has it next takes it over. */
  public synchronized void leave(int shard) {
    Map<String, Long> left = held.remove(shard);
    if (left != null) {
      left.forEach((event, n) -> takenOver.merge(event, -n, Long::sum));
    }
  }
}
