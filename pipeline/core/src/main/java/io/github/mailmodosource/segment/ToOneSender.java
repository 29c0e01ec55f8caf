package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.shard.BoundedOnly;
import java.util.List;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Brings all batches to one sender. Processes do not know of each other, so a rate for the whole
 * job can be kept, and a {@code Retry-After} obeyed, only where all requests leave from one of
 * them. (Bounded runs only: the group of an unbounded run never ends.)
 */
final class ToOneSender
    extends PTransform<PCollection<List<TrackEvent>>, PCollection<List<TrackEvent>>> {
  private ToOneSender() {}

  static ToOneSender create() {
    return new ToOneSender();
  }

  @Override
  public PCollection<List<TrackEvent>> expand(PCollection<List<TrackEvent>> batches) {
    BoundedOnly.check(this, batches);
    return batches
        .apply(
            "OneKey",
            WithKeys.<Integer, List<TrackEvent>>of(0).withKeyType(TypeDescriptors.integers()))
        .apply("Collect", GroupByKey.create())
        .apply("OneByOne", ParDo.of(new OneByOneFn()))
        .setCoder(ListCoder.of(TrackEventCoder.of()));
  }

  static final class OneByOneFn
      extends DoFn<KV<Integer, Iterable<List<TrackEvent>>>, List<TrackEvent>> {
    @ProcessElement
    public void each(
        @Element KV<Integer, Iterable<List<TrackEvent>>> all,
        OutputReceiver<List<TrackEvent>> out) {
      all.getValue().forEach(out::output);
    }
  }
}
