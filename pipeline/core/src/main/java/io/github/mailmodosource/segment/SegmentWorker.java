package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.ledger.Ledger;
import io.github.mailmodosource.ledger.SenderNotes;
import io.github.mailmodosource.metrics.CountedFor;
import io.github.mailmodosource.metrics.RequestCounts;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all senders of one job share within a process: the connections, the pace, the requests in
 * flight. A runner makes as many senders as it likes; the bounds hold for them together.
 *
 * <p>An answer that stops the job stops all of it: no request follows, not even from senders that a
 * runner makes to try again. Those under way may be accepted yet, so they have a moment to end;
 * what was answered is counted here, because the steps that sent it may not come to their end.
 *
 * <p>Its threads and connections end with the last sender that is there; but another may follow,
 * where a runner ends one before it begins the next. So the pace, and all else that was learned of
 * Segment, outlives them: a sender that comes late has none of its own.
 */
final class SegmentWorker {
  private static final Logger LOG = LoggerFactory.getLogger("segment");
  private static final Map<String, Job> BY_JOB = new HashMap<>();

  /** Longer than a runner takes from one sender of a job to the next, and than any pause. */
  private static final long KEPT_NANOS = TimeUnit.HOURS.toNanos(24);

  /** Why a job was stopped from outside, so that no sender that is made later begins anew. */
  private static final Map<String, String> STOPPED_JOBS = new HashMap<>();

  /** More than anybody could wait for. */
  private static final int WAKE_ALL = 1_000_000;

  /** What requests under way may take, and a bit more for what is done about their answers. */
  private static final long LAST_MOMENT_MILLIS = SegmentClient.LAST_MOMENT.toMillis() + 1_000;

  /** How often somebody who waits for a turn asks whether there will be one. */
  private static final long TURN_POLL_MILLIS = 100;

  private final boolean unbounded;
  private final ExecutorService threads;
  private final Semaphore slots;
  private final Delivery delivery;
  private final DeliveryCounters counters = new DeliveryCounters(CountedFor.PROCESS);
  private boolean ended;
  private volatile @Nullable JobStoppedException stopped;

  private SegmentWorker(SegmentSettings settings, Delivery delivery) {
    unbounded = settings.unbounded();
    this.delivery = delivery;
    threads = Executors.newFixedThreadPool(settings.maxInFlight(), daemons());
    slots = new Semaphore(settings.maxInFlight(), true);
  }

  /** The worker of this job, made by the first who asks; each user gives it back. */
  static SegmentWorker acquire(String job, SegmentSettings settings) {
    synchronized (BY_JOB) {
      long now = System.nanoTime();
      BY_JOB.values().removeIf(other -> other.users == 0 && now - other.endedAt > KEPT_NANOS);
      SegmentWorker worker = BY_JOB.computeIfAbsent(job, j -> new Job(j, settings)).acquire();
      String reason = STOPPED_JOBS.get(job);
      if (reason != null) {
        worker.stop(JobStoppedException.of(reason));
      }
      return worker;
    }
  }

  /**
   * Stops a job from outside, as an answer does that stops it.
   *
   * @return whether it had a worker
   */
  static boolean stop(String job, String reason) {
    synchronized (BY_JOB) {
      STOPPED_JOBS.put(job, reason);
      Job known = BY_JOB.get(job);
      if (known == null || known.worker == null) {
        return false;
      }
      known.worker.stop(JobStoppedException.of(reason));
      return true;
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
    private final @Nullable Ledger ledger;
    private final Delivery delivery;
    private @Nullable SegmentWorker worker;
    private int users;
    private long endedAt;

    private Job(String name, SegmentSettings settings) {
      DnsCache.limit();
      this.settings = settings;
      client = new SegmentClient(settings, Clock.systemUTC());
      Consumer<String> user = user(settings);
      ledger = ledger(settings, client, user);
      delivery = new Delivery(settings, client, user, this::stop, RequestCounts.of(name), ledger);
    }

    /** By the log, and where a job goes on elsewhere, by notes in the ledger's folder. */
    private static Consumer<String> user(SegmentSettings settings) {
      String folder = settings.ledger();
      if (folder == null || settings.unbounded()) {
        return LOG::warn;
      }
      SenderNotes notes = SenderNotes.in(folder);
      return line -> {
        LOG.warn(line);
        notes.leave(line);
      };
    }

    private static @Nullable Ledger ledger(
        SegmentSettings settings, SegmentClient client, Consumer<String> user) {
      String folder = settings.ledger();
      return folder == null || settings.unbounded()
          ? null
          : Ledger.in(folder, client.ledgerKey(), user);
    }

    private void stop(JobStoppedException reason) {
      SegmentWorker current;
      synchronized (BY_JOB) {
        current = worker;
      }
      if (current != null) {
        current.stop(reason);
      }
    }

    private SegmentWorker acquire() {
      SegmentWorker current = worker;
      if (current == null) {
        current = new SegmentWorker(settings, delivery);
        worker = current;
      }
      if (users++ == 0 && ledger != null) {
        // Of an attempt before, in this process or another.
        ledger.begin();
      }
      return current;
    }

    private void release() {
      SegmentWorker current = worker;
      if (users > 0 && --users == 0 && current != null) {
        current.end();
        client.rest();
        if (ledger != null) {
          ledger.end();
        }
        endedAt = System.nanoTime();
        if (current.stopped == null) {
          worker = null;
        }
      }
    }
  }

  /**
   * Takes a batch, and waits until one more may be under way: so no more of them are in memory than
   * that, however many senders there are. In an unbounded run it waits until the batch has its turn
   * to be sent, too: a bundle, and so a checkpoint, waits for what was taken here, and at a slow
   * pace that should not be as many batches as may be under way.
   *
   * @throws JobStoppedException if the job has been stopped
   */
  Future<Delivered> submit(List<TrackEvent> events) throws InterruptedException {
    slots.acquire();
    if (stopped == null) {
      try {
        CountDownLatch turn = new CountDownLatch(1);
        Future<Delivered> batch = threads.submit(() -> deliver(events, turn));
        while (unbounded
            && !turn.await(TURN_POLL_MILLIS, TimeUnit.MILLISECONDS)
            && !batch.isDone()) {
          // Its turn will come, or its end.
        }
        return batch;
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
      Delivered delivered = batch.get();
      if (delivered.isWhole()) {
        return delivered;
      }
    } catch (ExecutionException | CancellationException e) {
      // What stopped the job says more than what it did to the other batches.
      if (stopped == null) {
        throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e);
      }
    }
    throw stopReason();
  }

  private Delivered deliver(List<TrackEvent> events, CountDownLatch turn) {
    Delivered delivered = new Delivered();
    try {
      delivery.deliver(events, turn::countDown, delivered);
    } catch (JobStoppedException e) {
      stop(e);
    } catch (InterruptedException e) {
      // The end; what is in there by now has been answered.
      Thread.currentThread().interrupt();
    } finally {
      counters.count(delivered);
      slots.release();
      turn.countDown();
    }
    return delivered;
  }

  private void stop(JobStoppedException reason) {
    synchronized (this) {
      if (stopped == null && !ended) {
        stopped = reason;
      }
    }
    end();
  }

  /** Wakes everybody who waits, and ends the threads. */
  private void end() {
    synchronized (this) {
      if (ended) {
        // Nobody is interrupted twice: the second time would cut the last moment short.
        return;
      }
      ended = true;
    }
    threads.shutdownNow().forEach(task -> ((Future<?>) task).cancel(true));
    slots.release(WAKE_ALL);
  }

  /**
   * A new one each time: several threads report it, each with its own way there. Whoever reports it
   * ends the run, so it waits until everything that was answered has been counted.
   */
  private RuntimeException stopReason() throws InterruptedException {
    boolean unused = threads.awaitTermination(LAST_MOMENT_MILLIS, TimeUnit.MILLISECONDS);
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
