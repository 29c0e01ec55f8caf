package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.metrics.RequestCounts;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings batches to their end: tries again what is worth it, splits what is rejected until the
 * events at fault stand alone, stops the job when no batch can succeed. Thread-safe.
 */
final class Delivery {
  private final Shared shared;
  private final EventSize size;

  /** What the batches of a process share: what one of them learns holds for all. */
  record Shared(
      SegmentSettings settings,
      SegmentClient client,
      Pace pace,
      Outage outage,
      OutageLimit outageLimit,
      SizeLimit sizeLimit,
      Refusals refusals,
      RequestCounts requests) {}

  /**
   * Delivers with these settings.
   *
   * @param user is told when Segment is out of reach, and when it is back: a line each
   * @param stop is told if nothing at all gets through; then it must interrupt whoever delivers
   * @param requests counts what is sent
   */
  Delivery(
      SegmentSettings settings,
      SegmentClient client,
      Consumer<String> user,
      Consumer<JobStoppedException> stop,
      RequestCounts requests) {
    size = new EventSize(settings.shared());
    shared =
        new Shared(
            settings,
            client,
            Pace.of(settings),
            new Outage(settings.batchAddress(), settings.retryFor(), user),
            new OutageLimit(settings, stop),
            new SizeLimit(settings.batchBytes()),
            new Refusals(settings),
            requests);
  }

  /**
   * Delivers the events of a batch, or says of each why not.
   *
   * @param hasTurn is run when the first request of the batch may leave, and perhaps again later
   * @param delivered gets what became of them, also if this ends with an exception
   * @throws JobStoppedException if Segment refuses the key, the address, or everything
   * @throws InterruptedException if the job ends; then nothing is known of the other events
   */
  void deliver(List<TrackEvent> events, Runnable hasTurn, Delivered delivered)
      throws InterruptedException {
    if (events.size() == 1 && size.isTooLarge(events.get(0))) {
      TrackEvent event = events.get(0);
      delivered.refused(event, Reason.EVENT_TOO_LARGE, size.describe(event), 0);
    } else {
      BatchDelivery batch = new BatchDelivery(shared, hasTurn, delivered);
      shared.outageLimit().began();
      try {
        new FaultSearch<>(batch).deliver(events.stream().map(BatchDelivery.Tried::new).toList());
      } finally {
        shared.outageLimit().ended();
      }
    }
    delivered.completed();
  }
}
