package io.github.mailmodosource.segment;

import io.github.mailmodosource.track.TrackEvent;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all senders of one job share within a process: the connections, the pace, the requests in
 * flight. A runner makes as many senders as it likes; the bounds hold for them together.
 */
final class SegmentWorker {
  private static final Map<String, SegmentWorker> BY_JOB = new HashMap<>();

  private final ExecutorService requests;
  private final Delivery delivery;
  private int users;

  private SegmentWorker(SegmentSettings settings) {
    delivery =
        new Delivery(
            settings,
            new SegmentClient(settings, Clock.systemUTC()),
            new Pace(settings.requestsPerSecond(), settings.eventsPerSecond()));
    requests = Executors.newFixedThreadPool(settings.maxInFlight(), threads());
  }

  /** The worker of this job, made by the first who asks; each user gives it back. */
  static SegmentWorker acquire(String job, SegmentSettings settings) {
    synchronized (BY_JOB) {
      SegmentWorker worker = BY_JOB.computeIfAbsent(job, j -> new SegmentWorker(settings));
      worker.users++;
      return worker;
    }
  }

  static void release(String job) {
    synchronized (BY_JOB) {
      SegmentWorker worker = BY_JOB.get(job);
      if (worker != null && --worker.users == 0) {
        BY_JOB.remove(job);
        worker.requests.shutdownNow();
      }
    }
  }

  Future<Delivered> submit(List<TrackEvent> events) {
    return requests.submit(() -> delivery.deliver(events));
  }

  private static ThreadFactory threads() {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "segment-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
