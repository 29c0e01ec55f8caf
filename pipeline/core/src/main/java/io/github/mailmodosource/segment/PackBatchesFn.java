package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.TrackEvent;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.jspecify.annotations.Nullable;

/**
 * Packs the events of a bundle into batches. An event that is too large goes alone, so that it
 * holds up no other: {@link Delivery} refuses it. (Bounded runs only, where bundles are large; in
 * an unbounded run a batch must outlive its bundle.)
 */
final class PackBatchesFn extends DoFn<TrackEvent, List<TrackEvent>> {
  private final SegmentSettings settings;
  private transient @Nullable BatchPacker packer;
  private transient @Nullable EventSize size;

  PackBatchesFn(SegmentSettings settings) {
    this.settings = settings;
  }

  @Setup
  public void setup() {
    packer = new BatchPacker(settings);
    size = new EventSize(settings.shared());
  }

  @ProcessElement
  public void pack(@Element TrackEvent event, OutputReceiver<List<TrackEvent>> out) {
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
      context.output(rest, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
    }
  }

  private BatchPacker packer() {
    return Objects.requireNonNull(packer, "setup comes first");
  }
}
