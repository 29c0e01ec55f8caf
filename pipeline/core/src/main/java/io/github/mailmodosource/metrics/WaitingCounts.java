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

  /** What shards were left with that nobody has had since, by shard. */
  private final Map<Integer, Map<String, Long>> left = new HashMap<>();

  /** What was taken over, when the last attempt that has ended did. */
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

  /** When all steps have ended, what they left in their state still waits. */
  synchronized Held counts() {
    Map<String, Long> waiting = held();
    Map<String, Long> notRead = takenOver();
    if (held.isEmpty()) {
      left.values()
          .forEach(
              shard ->
                  shard.forEach(
                      (event, n) -> {
                        waiting.merge(event, n, Long::sum);
                        notRead.merge(event, n, Long::sum);
                      }));
    }
    return new Held(waiting, notRead, takenOverBefore);
  }

  /** A runner begins the run again: all steps have ended, and none of the new ones has begun. */
  synchronized void endAttempt() {
    takenOverBefore = takenOver();
    left.clear();
  }

  /**
   * A step begins with a shard; the first call of each since it was left counts.
   *
   * @param found what its state holds, by event
   */
  public synchronized void enter(int shard, Map<String, Long> found) {
    left.remove(shard);
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
    Map<String, Long> rows = held.remove(shard);
    if (rows != null) {
      left.put(shard, rows);
      rows.forEach((event, n) -> takenOver.merge(event, -n, Long::sum));
    }
  }
}
