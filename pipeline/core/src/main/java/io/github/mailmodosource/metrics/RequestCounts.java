package io.github.mailmodosource.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a run in this process, each counted as soon as it has come to its end; so they
 * tell of a batch that is tried for hours, of which other counters hear when it is over.
 * Thread-safe.
 */
public final class RequestCounts {
  private static final Map<String, RequestCounts> BY_RUN = new HashMap<>();

  private final LongSupplier nanoTime;
  private final LongAdder retries = new LongAdder();
  private final LongAdder throttled = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LatencyCounts latency = new LatencyCounts();
  private volatile @Nullable Instant lastRequest;
  private volatile @Nullable Instant lastAccepted;

  /** Guarded by this, as the next one: pauses overlap. */
  private long pausedNanos;

  private @Nullable Long pausedUntil;

  RequestCounts(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  public static RequestCounts of(String run) {
    synchronized (BY_RUN) {
      return BY_RUN.computeIfAbsent(run, r -> new RequestCounts(System::nanoTime));
    }
  }

  /**
   * What was counted until now.
   *
   * @param requests how many were sent, whatever became of them
   * @param retries of these, those that were not the first with their events
   * @param throttled of these, those that were answered 429
   * @param bytes of their bodies, as they went over the wire
   * @param throttledSeconds how long nothing was sent because Segment asked to wait
   * @param latency how long they took, until the answer or until there was none
   * @param lastRequest when the last one left; null if none did
   * @param lastAccepted when Segment last accepted one; null if it did not
   */
  public record Counts(
      long requests,
      long retries,
      long throttled,
      long bytes,
      double throttledSeconds,
      LatencyCounts.Counts latency,
      @Nullable Instant lastRequest,
      @Nullable Instant lastAccepted) {}

  public Counts counts() {
    LatencyCounts.Counts took = latency.counts();
    return new Counts(
        took.all(),
        retries.sum(),
        throttled.sum(),
        bytes.sum(),
        throttledNanos() / (double) TimeUnit.SECONDS.toNanos(1),
        took,
        lastRequest,
        lastAccepted);
  }

  /** A request leaves. */
  public void began() {
    lastRequest = Instant.now();
  }

  /**
   * A request has been answered, or will not be.
   *
   * @param again whether its events had been sent before
   * @param is429 whether the answer says that these are too many requests
   * @param bytesSent the bytes of its body
   * @param nanos how long it took
   */
  public void ended(boolean again, boolean is429, long bytesSent, long nanos) {
    retries.add(again ? 1 : 0);
    throttled.add(is429 ? 1 : 0);
    bytes.add(bytesSent);
    latency.add(nanos);
  }

  /** Segment has accepted a request. */
  public void accepted() {
    lastAccepted = Instant.now();
  }

  /** Nothing is sent for that long from now on, because Segment asked for it. */
  public synchronized void paused(Duration asked) {
    long now = nanoTime.getAsLong();
    long until = now + asked.toNanos();
    long from = pausedUntil == null || pausedUntil - now < 0 ? now : pausedUntil;
    if (until - from > 0) {
      pausedNanos += until - from;
      pausedUntil = until;
    }
  }

  /** Without what is yet to come of a pause. */
  private synchronized long throttledNanos() {
    long left = pausedUntil == null ? 0 : Math.max(0, pausedUntil - nanoTime.getAsLong());
    return pausedNanos - left;
  }
}
