package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.failure.JobStoppedException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all senders of one job share within a process: the connections, the pace, the requests in
 * flight. A runner makes as many senders as it likes; the bounds hold for them together.
 *
 * <p>An answer that stops the job stops all of it: requests under way are hung up on, and none
 * follows, not even from senders that a runner makes to try again.
 *
 * <p>Its threads and connections end with the last sender that is there; but another may follow,
 * where a runner ends one before it begins the next. So the pace outlives them: a sender that comes
 * late has none of its own.
 */
final class SegmentWorker {
  private static final Logger LOG = LoggerFactory.getLogger("segment");
  private static final Map<String, Job> BY_JOB = new HashMap<>();

  /** Longer than a runner takes from one sender of a job to the next, and than any pause. */
  private static final long KEPT_NANOS = TimeUnit.HOURS.toNanos(24);

  /** More than anybody could wait for. */
  private static final int WAKE_ALL = 1_000_000;

  private final ExecutorService threads;
  private final Semaphore slots;
  private final Delivery delivery;
  private volatile @Nullable JobStoppedException stopped;

  private SegmentWorker(SegmentSettings settings, SegmentClient client, Pace pace) {
    delivery = new Delivery(settings, client, pace, LOG::warn);
    threads = Executors.newFixedThreadPool(settings.maxInFlight(), daemons());
    slots = new Semaphore(settings.maxInFlight(), true);
  }

  /** The worker of this job, made by the first who asks; each user gives it back. */
  static SegmentWorker acquire(String job, SegmentSettings settings) {
    synchronized (BY_JOB) {
      long now = System.nanoTime();
      BY_JOB.values().removeIf(other -> other.users == 0 && now - other.endedAt > KEPT_NANOS);
      return BY_JOB.computeIfAbsent(job, j -> new Job(settings)).acquire();
    }
  }

  static void release(String job) {
    synchronized (BY_JOB) {
      Job known = BY_JOB.get(job);
      if (known != null) {
        known.release();
      }
    }
  }

  /** What a process keeps of a job: little, but for the worker. Guarded by the map's lock. */
  private static final class Job {
    private final SegmentSettings settings;
    private final SegmentClient client;
    private final Pace pace;
    private @Nullable SegmentWorker worker;
    private int users;
    private long endedAt;

    private Job(SegmentSettings settings) {
      DnsCache.limit();
      this.settings = settings;
      client = new SegmentClient(settings, Clock.systemUTC());
      pace = Pace.of(settings);
    }

    private SegmentWorker acquire() {
      SegmentWorker current = worker;
      if (current == null) {
        current = new SegmentWorker(settings, client, pace);
        worker = current;
      }
      users++;
      return current;
    }

    private void release() {
      SegmentWorker current = worker;
      if (users > 0 && --users == 0 && current != null) {
        current.end();
        client.rest();
        endedAt = System.nanoTime();
        if (current.stopped == null) {
          worker = null;
        }
      }
    }
  }

  /**
   * Takes a batch, and waits until one more may be under way: so no more of them are in memory than
   * that, however many senders there are.
   *
   * @throws JobStoppedException if the job has been stopped
   */
  Future<Delivered> submit(List<TrackEvent> events) throws InterruptedException {
    slots.acquire();
    if (stopped == null) {
      try {
        return threads.submit(() -> deliver(events));
      } catch (RejectedExecutionException e) {
        // Stopped in between.
      }
    }
    slots.release();
    throw stopReason();
  }

  /**
   * Waits for what became of a batch.
   *
   * @throws JobStoppedException if the job has been stopped
   */
  Delivered await(Future<Delivered> batch) throws InterruptedException {
    try {
      return batch.get();
    } catch (ExecutionException | CancellationException e) {
      // What stopped the job says more than what it did to the other batches.
      if (stopped != null) {
        throw stopReason();
      }
      throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e);
    }
  }

  /** What became of a batch; null if that is not known, or stopped the job. */
  static @Nullable Delivered ended(Future<Delivered> batch) throws InterruptedException {
    try {
      return batch.isDone() ? batch.get() : null;
    } catch (ExecutionException | CancellationException e) {
      return null;
    }
  }

  private Delivered deliver(List<TrackEvent> events) throws InterruptedException {
    try {
      return delivery.deliver(events);
    } catch (JobStoppedException e) {
      stopped = e;
      end();
      throw e;
    } finally {
      slots.release();
    }
  }

  /** Wakes everybody who waits, and ends the threads. */
  private void end() {
    threads.shutdownNow().forEach(task -> ((Future<?>) task).cancel(true));
    slots.release(WAKE_ALL);
  }

  /** A new one each time: several threads report it, each with its own way there. */
  private RuntimeException stopReason() {
    JobStoppedException reason = stopped;
    return reason == null
        ? new IllegalStateException("the sender has been closed")
        : JobStoppedException.of(String.valueOf(reason.getMessage()), reason);
  }

  private static ThreadFactory daemons() {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "segment-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
