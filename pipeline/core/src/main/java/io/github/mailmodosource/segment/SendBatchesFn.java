package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.metrics.CountedFor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches, some at once, and reports each event as sent or as a dead letter. A bundle ends
 * only when all its batches have come to their end, so no runner takes an event for done that is
 * not. Letters leave with the time of their batch, or of a later one of its bundle: no runner is
 * beyond that time before the bundle has ended.
 */
final class SendBatchesFn extends DoFn<List<TrackEvent>, DeadLetter> {
  private final SegmentSettings settings;
  private final String job;
  private final DeliveryCounters sent = new DeliveryCounters(CountedFor.RUNNER);
  private final Undelivered undelivered;
  private transient @Nullable SegmentWorker worker;
  private transient @Nullable Deque<InFlight> inFlight;

  private record InFlight(Future<Delivered> batch, Instant time) {}

  SendBatchesFn(SegmentSettings settings, String job) {
    this.settings = settings;
    this.job = job;
    undelivered = new Undelivered(settings.shared());
  }

  @StartBundle
  public void startBundle() {
    inFlight = new ArrayDeque<>();
  }

  @Teardown
  public void teardown() {
    if (worker != null) {
      SegmentWorker.release(job);
      worker = null;
    }
  }

  @ProcessElement
  public void send(
      @Element List<TrackEvent> batch, @Timestamp Instant time, OutputReceiver<DeadLetter> out)
      throws InterruptedException {
    reportEnded(out::output);
    inFlight().add(new InFlight(worker().submit(batch), time));
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException {
    Deque<InFlight> pending = inFlight();
    while (!pending.isEmpty()) {
      InFlight next = pending.remove();
      report(
          worker().await(next.batch()),
          letter -> context.output(letter, next.time(), GlobalWindow.INSTANCE));
    }
  }

  /** Whatever has come to its end, in any order: one slow batch must not pile up the others. */
  private void reportEnded(Consumer<DeadLetter> letters) throws InterruptedException {
    Iterator<InFlight> pending = inFlight().iterator();
    while (pending.hasNext()) {
      Future<Delivered> batch = pending.next().batch();
      if (batch.isDone()) {
        pending.remove();
        report(worker().await(batch), letters);
      }
    }
  }

  private void report(Delivered delivered, Consumer<DeadLetter> letters) {
    sent.count(delivered);
    delivered.refused().forEach(refused -> letters.accept(undelivered.letter(refused)));
  }

  private SegmentWorker worker() {
    SegmentWorker shared = worker;
    if (shared == null) {
      shared = SegmentWorker.acquire(job, settings);
      worker = shared;
    }
    return shared;
  }

  private Deque<InFlight> inFlight() {
    return Objects.requireNonNull(inFlight, "a bundle begins with startBundle");
  }
}
