package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.failure.JobStoppedException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings batches to their end: tries again what is worth it, splits what is rejected until the
 * events at fault stand alone, stops the job when no batch can succeed. Thread-safe.
 */
final class Delivery {
  private final SegmentSettings settings;
  private final SegmentClient client;
  private final Pace pace;
  private final Outage outage;
  private final EventSize size;

  /**
   * Delivers with these settings.
   *
   * @param user is told when Segment is out of reach, and when it is back: a line each
   */
  Delivery(SegmentSettings settings, SegmentClient client, Pace pace, Consumer<String> user) {
    this.settings = settings;
    this.client = client;
    size = new EventSize(settings.shared());
    this.pace = pace;
    outage = new Outage(settings.batchAddress(), settings.retryFor(), user);
  }

  /**
   * Delivers the events of a batch, or says of each why not.
   *
   * @throws JobStoppedException if Segment refuses the key or the address
   * @throws InterruptedException if the job ends; then nothing is known of the events
   */
  Delivered deliver(List<TrackEvent> events) throws InterruptedException {
    if (events.size() == 1 && size.isTooLarge(events.get(0))) {
      TrackEvent event = events.get(0);
      Delivered refused = new Delivered();
      refused.refused(event, Reason.EVENT_TOO_LARGE, size.describe(event), 0);
      return refused;
    }
    BatchDelivery batch = new BatchDelivery(settings, client, pace, outage);
    new FaultSearch<>(batch).deliver(events.stream().map(BatchDelivery.Tried::new).toList());
    return batch.delivered();
  }
}
