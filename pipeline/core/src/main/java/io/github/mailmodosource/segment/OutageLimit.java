package io.github.mailmodosource.segment;

import io.github.mailmodosource.failure.JobStoppedException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stops the job when nothing at all has got through for {@code --retryFor}. Each batch has that
 * time for itself too; but where nothing gets through, such as with a mistyped host, a large job
 * would give up batch after batch for many hours. The time counts from the first failure after the
 * last answer that was not to be retried. A run without end goes on: somebody watches it, and what
 * it could not send is still there when Segment is back. Thread-safe.
 */
final class OutageLimit {
  private final SegmentSettings settings;
  private final Duration limit;
  private final boolean stops;
  private final Consumer<JobStoppedException> stop;

  /** Nobody may be awake when the time has passed: requests hang, or wait for a pause to end. */
  private final ScheduledThreadPoolExecutor watch;

  private int underWay;
  private @Nullable Future<?> look;
  private @Nullable Long since;
  private Instant sinceTime = Instant.EPOCH;
  private String lastAnswer = "";
  private long sent;

  /**
   * @param stop is told once, with the line for the user
   */
  OutageLimit(SegmentSettings settings, Consumer<JobStoppedException> stop) {
    this.settings = settings;
    this.stop = stop;
    limit = settings.retryFor();
    stops = !settings.unbounded() && !limit.isZero() && !limit.equals(SegmentSettings.WITHOUT_END);
    watch =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "segment-outage");
              thread.setDaemon(true);
              return thread;
            });
    // Nobody closes this: its thread is there only while something fails.
    watch.setRemoveOnCancelPolicy(true);
    watch.setKeepAliveTime(1, TimeUnit.SECONDS);
    watch.allowCoreThreadTimeOut(true);
  }

  /** A batch is under way. */
  synchronized void began() {
    underWay++;
  }

  /** A batch came to its end. While none is under way, none fails to get through. */
  synchronized void ended() {
    if (--underWay == 0) {
      since = null;
      if (look != null) {
        look.cancel(false);
        look = null;
      }
    }
  }

  /** A request failed, and is to be retried. */
  synchronized void failed(String reason) {
    lastAnswer = reason;
    if (since == null) {
      since = System.nanoTime();
      sinceTime = Instant.now();
    }
    if (look == null && stops) {
      watchFor(limit.toNanos());
    }
  }

  /**
   * An answer came that is not to be retried.
   *
   * @param accepted how many events it accepted
   */
  synchronized void answered(int accepted) {
    since = null;
    sent += accepted;
  }

  /**
   * Whether nothing has got through since then. A batch that has failed for as long waits for what
   * becomes of the job: it has not failed for a reason of its own.
   */
  synchronized boolean lastsSince(long nanoTime) {
    return stops && since != null && since - nanoTime <= 0;
  }

  private void watchFor(long nanos) {
    look = watch.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
  }

  private void look() {
    JobStoppedException end;
    synchronized (this) {
      look = null;
      if (since == null) {
        return;
      }
      long left = limit.toNanos() - (System.nanoTime() - since);
      if (left > 0) {
        watchFor(left);
        return;
      }
      end = JobStoppedException.of(describe());
    }
    stop.accept(end);
  }

  private String describe() {
    return String.format(
        Locale.ROOT,
        "nothing has got through to %s since %s, for as long as --retryFor allows (%s): %s; %,d %s sent before; %s",
        settings.batchAddress(),
        sinceTime.truncatedTo(ChronoUnit.SECONDS),
        Outage.text(limit),
        lastAnswer,
        sent,
        sent == 1 ? "event was" : "events were",
        settings.sameCommand());
  }
}
