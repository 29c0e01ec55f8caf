package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.report.FunnelCounter;
import io.github.mailmodosource.report.Outcome;
import io.github.mailmodosource.report.RunCounters;
import io.github.mailmodosource.track.TrackEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches, some at once, and reports each event as sent or as a dead letter. A bundle ends
 * only when all its batches have come to their end, so no runner takes an event for done that is
 * not.
 */
final class SendBatchesFn extends DoFn<List<TrackEvent>, DeadLetter> {
  private final SegmentSettings settings;
  private final String job;
  private final FunnelCounter sent = new FunnelCounter(Outcome.SENT);
  private final FunnelCounter undelivered = new FunnelCounter(Outcome.UNDELIVERED);
  private final Counter requests = RunCounters.delivery("requests");
  private final Counter retries = RunCounters.delivery("retries");
  private final Counter throttled = RunCounters.delivery("throttled");
  private final Counter bytes = RunCounters.delivery("bytes");
  private transient @Nullable SegmentWorker worker;
  private transient @Nullable Deque<Future<Delivered>> inFlight;

  SendBatchesFn(SegmentSettings settings, String job) {
    this.settings = settings;
    this.job = job;
  }

  @Teardown
  public void teardown() {
    if (worker != null) {
      SegmentWorker.release(job);
      worker = null;
    }
  }

  @ProcessElement
  public void send(@Element List<TrackEvent> batch, OutputReceiver<DeadLetter> out) {
    Deque<Future<Delivered>> pending = inFlight();
    // More than can be under way would only wait in memory.
    while (pending.size() >= settings.maxInFlight()) {
      report(pending.remove(), out::output);
    }
    pending.add(worker().submit(batch));
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    Deque<Future<Delivered>> pending = inFlight();
    while (!pending.isEmpty()) {
      report(
          pending.remove(),
          letter ->
              context.output(letter, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE));
    }
  }

  private void report(Future<Delivered> future, Consumer<DeadLetter> letters) {
    Delivered delivered = await(future);
    requests.inc(delivered.requests());
    retries.inc(delivered.retries());
    throttled.inc(delivered.throttled());
    bytes.inc(delivered.bytes());
    for (TrackEvent event : delivered.sent()) {
      sent.inc(event.eventName());
    }
    for (Delivered.Refused refused : delivered.refused()) {
      TrackEvent event = refused.event();
      undelivered.inc(event.eventName());
      letters.accept(
          event
              .row()
              .deadLetter(refused.reason(), refused.message())
              .withEvent(
                  settings.shared().mergedInto(event), event.attempts() + refused.attempts()));
    }
  }

  private static Delivered await(Future<Delivered> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the job is being stopped", e);
    }
  }

  private SegmentWorker worker() {
    SegmentWorker shared = worker;
    if (shared == null) {
      shared = SegmentWorker.acquire(job, settings);
      worker = shared;
    }
    return shared;
  }

  private Deque<Future<Delivered>> inFlight() {
    Deque<Future<Delivered>> pending = inFlight;
    if (pending == null) {
      pending = new ArrayDeque<>();
      inFlight = pending;
    }
    return pending;
  }
}
