package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.ledger.Ledger;
import io.github.mailmodosource.metrics.RequestCounts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
      RequestCounts requests,
      @Nullable Ledger ledger,
      @Nullable Ceiling ceiling) {}

  /**
   * Delivers with these settings.
   *
   * @param user is told when Segment is out of reach, and when it is back: a line each
   * @param stop is told if nothing at all gets through; then it must interrupt whoever delivers
   * @param requests counts what is sent
   * @param ledger knows what was accepted before, and learns what is; null for none
   */
  Delivery(
      SegmentSettings settings,
      SegmentClient client,
      Consumer<String> user,
      Consumer<JobStoppedException> stop,
      RequestCounts requests,
      @Nullable Ledger ledger) {
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
            requests,
            ledger,
            Ceiling.of(settings));
  }

  /**
   * Delivers the events of a batch, or says of each why not. What was accepted before is not sent
   * again, and takes no turn of the pace.
   *
   * @param hasTurn is run when the first request of the batch may leave, and perhaps again later
   * @param delivered gets what became of them, also if this ends with an exception
   * @throws JobStoppedException if Segment refuses the key, the address, or everything, or if a
   *     ceiling of the user's is reached
   * @throws InterruptedException if the job ends; then nothing is known of the other events
   */
  void deliver(List<TrackEvent> batch, Runnable hasTurn, Delivered delivered)
      throws InterruptedException {
    List<TrackEvent> rest = notAccepted(batch, delivered);
    Ceiling ceiling = shared.ceiling();
    if (ceiling != null && !rest.isEmpty()) {
      deliverBelow(ceiling, rest, hasTurn, delivered);
    } else if (!rest.isEmpty()) {
      deliverRest(rest, hasTurn, delivered);
    }
    delivered.completed();
  }

  /** Delivers what the ceiling lets through; if that is not all, the job ends. */
  private void deliverBelow(
      Ceiling ceiling, List<TrackEvent> events, Runnable hasTurn, Delivered delivered)
      throws InterruptedException {
    List<TrackEvent> admitted = ceiling.admit(events);
    try {
      if (!admitted.isEmpty()) {
        deliverRest(admitted, hasTurn, delivered);
      }
    } finally {
      ceiling.ended();
    }
    if (admitted.size() < events.size()) {
      throw JobStoppedException.of(ceiling.awaitEnd() + "; " + shared.settings().sameCommand());
    }
  }

  /** What no earlier attempt brought to Segment; the others are sent. */
  private List<TrackEvent> notAccepted(List<TrackEvent> batch, Delivered delivered)
      throws InterruptedException {
    Ledger ledger = shared.ledger();
    if (ledger == null) {
      return batch;
    }
    BitSet accepted = ledger.accepted(batch.stream().map(TrackEvent::messageId).toList());
    if (accepted.isEmpty()) {
      return batch;
    }
    List<TrackEvent> rest = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      if (accepted.get(i)) {
        delivered.resumed(batch.get(i));
      } else {
        rest.add(batch.get(i));
      }
    }
    return rest;
  }

  private void deliverRest(List<TrackEvent> events, Runnable hasTurn, Delivered delivered)
      throws InterruptedException {
    if (events.size() == 1 && size.isTooLarge(events.get(0))) {
      delivered.refused(size.refusal(events.get(0)));
    } else {
      BatchDelivery batch = new BatchDelivery(shared, hasTurn, delivered);
      shared.outageLimit().began();
      try {
        new FaultSearch<>(batch).deliver(events.stream().map(BatchDelivery.Tried::new).toList());
      } finally {
        shared.outageLimit().ended();
      }
    }
  }
}
