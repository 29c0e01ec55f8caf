package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.TrackEvent;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Packs the events of a bundle into batches; what is left when it ends leaves as a batch, so
 * nothing waits longer than a bundle lasts, and none of it is lost where a job is tried again. An
 * event that is too large goes alone, so that it holds up no other: {@link Delivery} refuses it.
 */
final class PackBatchesFn extends DoFn<TrackEvent, List<TrackEvent>> {
  private final SegmentSettings settings;
  private transient @Nullable BatchPacker packer;
  private transient @Nullable EventSize size;

  /** Of the latest event: as long as its bundle has not ended, no runner is beyond that time. */
  private Instant time = BoundedWindow.TIMESTAMP_MIN_VALUE;

  PackBatchesFn(SegmentSettings settings) {
    this.settings = settings;
  }

  @Setup
  public void setup() {
    packer = new BatchPacker(settings);
    size = new EventSize(settings.shared());
  }

  @ProcessElement
  public void pack(
      @Element TrackEvent event,
      @Timestamp Instant timestamp,
      OutputReceiver<List<TrackEvent>> out) {
    time = timestamp;
    if (Objects.requireNonNull(size, "setup comes first").isTooLarge(event)) {
      out.output(List.of(event));
      return;
    }
    List<TrackEvent> full = packer().add(event);
    if (full != null) {
      out.output(full);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    List<TrackEvent> rest = packer().flush();
    if (rest != null) {
      context.output(rest, time, GlobalWindow.INSTANCE);
    }
  }

  private BatchPacker packer() {
    return Objects.requireNonNull(packer, "setup comes first");
  }
}
