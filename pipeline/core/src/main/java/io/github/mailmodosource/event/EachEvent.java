package io.github.mailmodosource.event;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Takes the events out of blocks, one by one; they stay views into their block. */
public final class EachEvent extends PTransform<PCollection<EventBlock>, PCollection<TrackEvent>> {
  private EachEvent() {}

  public static EachEvent create() {
    return new EachEvent();
  }

  @Override
  public PCollection<TrackEvent> expand(PCollection<EventBlock> blocks) {
    return blocks.apply("TakeOut", ParDo.of(new EachEventFn())).setCoder(TrackEventCoder.of());
  }

  static final class EachEventFn extends DoFn<EventBlock, TrackEvent> {
    @ProcessElement
    public void each(@Element EventBlock block, OutputReceiver<TrackEvent> out) {
      block.forEach(out::output);
    }
  }
}
