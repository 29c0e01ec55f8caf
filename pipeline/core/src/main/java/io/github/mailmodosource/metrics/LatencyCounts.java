package io.github.mailmodosource.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long things took, counted into fixed buckets: as cheap as three counters, and small enough to
 * be kept for ever. Thread-safe.
 */
public final class LatencyCounts {
  /** From an answer next door to the time-out of a request. */
  private static final List<Duration> BOUNDS =
      List.of(
          Duration.ofMillis(10),
          Duration.ofMillis(25),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(2_500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  private static final long[] BOUND_NANOS = BOUNDS.stream().mapToLong(Duration::toNanos).toArray();

  /** One for each bound, and one for what took longer. */
  private final List<LongAdder> buckets = new ArrayList<>();

  private final LongAdder nanos = new LongAdder();

  LatencyCounts() {
    for (int i = 0; i <= BOUND_NANOS.length; i++) {
      buckets.add(new LongAdder());
    }
  }

  /**
   * What was counted until now.
   *
   * @param buckets how many took no longer than the bound of the same place, but longer than the
   *     one before; one more than there are bounds, for what took longer than the last
   * @param seconds all of them together
   */
  public record Counts(List<Long> buckets, double seconds) {
    public Counts {
      buckets = List.copyOf(buckets);
    }

    /** The bounds in seconds, without the one that nothing exceeds. */
    public static List<Double> bounds() {
      return BOUNDS.stream().map(bound -> bound.toMillis() / 1000.0).toList();
    }

    /** How many there were. */
    public long all() {
      return buckets.stream().mapToLong(Long::longValue).sum();
    }
  }

  void add(long took) {
    int bucket = 0;
    while (bucket < BOUND_NANOS.length && took > BOUND_NANOS[bucket]) {
      bucket++;
    }
    buckets.get(bucket).increment();
    nanos.add(took);
  }

  Counts counts() {
    return new Counts(
        buckets.stream().map(LongAdder::sum).toList(),
        nanos.sum() / (double) TimeUnit.SECONDS.toNanos(1));
  }
}
