package io.github.mailmodosource.segment;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.report.FunnelCounter;
import io.github.mailmodosource.report.Outcome;
import io.github.mailmodosource.track.TrackEvent;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/**
 * Packs the events of a bundle into batches. (Bounded runs only, where bundles are large; in an
 * unbounded run a batch must outlive its bundle.)
 */
final class PackBatchesFn extends DoFn<TrackEvent, List<TrackEvent>> {
  private final SegmentSettings settings;
  private final TupleTag<DeadLetter> deadLetters;
  private final FunnelCounter undelivered = new FunnelCounter(Outcome.UNDELIVERED);
  private transient @Nullable BatchPacker packer;

  PackBatchesFn(SegmentSettings settings, TupleTag<DeadLetter> deadLetters) {
    this.settings = settings;
    this.deadLetters = deadLetters;
  }

  @ProcessElement
  public void pack(@Element TrackEvent event, MultiOutputReceiver out, ProcessContext context) {
    BatchPacker batches = packer();
    if (batches.isTooLarge(event)) {
      undelivered.inc(event.eventName());
      String message =
          "the event has "
              + batches.sizeOf(event)
              + " bytes, Segment takes "
              + SegmentSettings.MAX_EVENT_BYTES;
      out.get(deadLetters)
          .output(
              event
                  .row()
                  .deadLetter(Reason.EVENT_TOO_LARGE, message)
                  .withEvent(settings.shared().mergedInto(event), event.attempts()));
      return;
    }
    List<TrackEvent> full = batches.add(event);
    if (full != null) {
      context.output(full);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    List<TrackEvent> rest = packer().flush();
    if (rest != null) {
      context.output(rest, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
    }
  }

  private BatchPacker packer() {
    BatchPacker batches = packer;
    if (batches == null) {
      batches = new BatchPacker(settings);
      packer = batches;
    }
    return batches;
  }
}
