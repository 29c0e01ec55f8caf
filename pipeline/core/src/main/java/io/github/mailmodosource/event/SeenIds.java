package io.github.mailmodosource.event;

import io.github.mailmodosource.coding.Hash128;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which ids were seen, and about when: 16 bytes an id, in a run for each hour or the like, each in
 * the order of the hashes. Whole runs are forgotten. An instance never changes, because a runner
 * may be writing it into a checkpoint while the next event is looked up.
 *
 * <p>What is added copies the latest run, so there should be some hundred ids in it, rather than a
 * million.
 */
final class SeenIds {
  private static final SeenIds NONE = new SeenIds(List.of());

  private final List<Run> runs;

  SeenIds(List<Run> runs) {
    this.runs = runs;
  }

  static SeenIds none() {
    return NONE;
  }

  /** The runs, the oldest first. */
  List<Run> runs() {
    return runs;
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  /**
   * Whether the id was seen.
   *
   * @param since runs whose latest id was seen before that time do not count any more
   */
  boolean contains(Hash128 id, Instant since) {
    for (int i = runs.size() - 1; i >= 0; i--) {
      Run run = runs.get(i);
      if (!run.isBefore(since) && run.contains(id)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an id that is seen now is the first of a run. */
  boolean beginsRun(Instant now, Duration length) {
    return runs.isEmpty()
        || now.toEpochMilli() - runs.get(runs.size() - 1).from() >= length.toMillis();
  }

  /**
   * The same, and one more id, which it did not contain.
   *
   * @param length how much time a run covers
   */
  SeenIds with(Hash128 id, Instant now, Duration length) {
    List<Run> more = new ArrayList<>(runs.size() + 1);
    more.addAll(runs);
    if (beginsRun(now, length)) {
      long millis = now.toEpochMilli();
      more.add(new Run(millis, millis, new long[] {id.high(), id.low()}));
    } else {
      int last = runs.size() - 1;
      more.set(last, runs.get(last).with(id, now));
    }
    return new SeenIds(more);
  }

  /** The same without the runs whose latest id was seen before that time. */
  SeenIds without(Instant before) {
    if (runs.stream().noneMatch(run -> run.isBefore(before))) {
      return this;
    }
    return new SeenIds(runs.stream().filter(run -> !run.isBefore(before)).toList());
  }

  @Override
  public String toString() {
    return "SeenIds[" + runs.stream().mapToInt(Run::size).sum() + "]";
  }

  /** The ids of one while. */
  static final class Run {
    private final long from;
    private final long to;

    /** High and low bits in turn, in the order of {@link Hash128}. */
    private final long[] hashes;

    /**
     * A run.
     *
     * @param from when its first id was seen, in milliseconds since 1970
     * @param to when its latest id was seen
     * @param hashes high and low bits in turn, in the order of {@link Hash128}; not to be changed
     */
    Run(long from, long to, long[] hashes) {
      this.from = from;
      this.to = to;
      this.hashes = hashes;
    }

    long from() {
      return from;
    }

    long to() {
      return to;
    }

    int size() {
      return hashes.length / 2;
    }

    Hash128 get(int i) {
      return new Hash128(hashes[2 * i], hashes[2 * i + 1]);
    }

    private boolean isBefore(Instant time) {
      return to < time.toEpochMilli();
    }

    private boolean contains(Hash128 id) {
      return find(id) >= 0;
    }

    private Run with(Hash128 id, Instant now) {
      int place = 2 * (-find(id) - 1);
      long[] more = new long[hashes.length + 2];
      System.arraycopy(hashes, 0, more, 0, place);
      more[place] = id.high();
      more[place + 1] = id.low();
      System.arraycopy(hashes, place, more, place + 2, hashes.length - place);
      // A clock may have been put back.
      return new Run(from, Math.max(to, now.toEpochMilli()), more);
    }

    /** Where the id stands; if it does not, the place for it, negative and less one. */
    private int find(Hash128 id) {
      int low = 0;
      int high = size() - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = compare(middle, id);
        if (order == 0) {
          return middle;
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return -low - 1;
    }

    private int compare(int i, Hash128 id) {
      int byHigh = Long.compare(hashes[2 * i], id.high());
      return byHigh != 0 ? byHigh : Long.compare(hashes[2 * i + 1], id.low());
    }
  }
}
