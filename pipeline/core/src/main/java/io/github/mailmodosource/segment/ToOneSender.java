package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Brings all batches to one sender. Processes do not know of each other, so a rate for the whole
 * job can be kept, and a {@code Retry-After} obeyed, only where all requests leave from one of
 * them. A bounded run groups the batches under one key; in an unbounded one, where a group never
 * ends, they pass a step with state under that key, because only state binds a key to a place.
 */
final class ToOneSender
    extends PTransform<PCollection<List<TrackEvent>>, PCollection<List<TrackEvent>>> {
  private ToOneSender() {}

  static ToOneSender create() {
    return new ToOneSender();
  }

  @Override
  public PCollection<List<TrackEvent>> expand(PCollection<List<TrackEvent>> batches) {
    ListCoder<TrackEvent> coder = ListCoder.of(TrackEventCoder.of());
    PCollection<KV<Integer, List<TrackEvent>>> keyed =
        batches.apply(
            "OneKey",
            WithKeys.<Integer, List<TrackEvent>>of(0).withKeyType(TypeDescriptors.integers()));
    if (batches.isBounded() == IsBounded.UNBOUNDED) {
      return keyed
          .setCoder(KvCoder.of(VarIntCoder.of(), coder))
          .apply("OnePlace", ParDo.of(new OnePlaceFn()))
          .setCoder(coder);
    }
    return keyed
        .apply("Collect", GroupByKey.create())
        .apply("OneByOne", ParDo.of(new OneByOneFn()))
        .setCoder(coder);
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

  /** Passes everything on; its state is there for the runner to see, and is never written. */
  static final class OnePlaceFn extends DoFn<KV<Integer, List<TrackEvent>>, List<TrackEvent>> {
    @StateId("place")
    private final StateSpec<ValueState<Integer>> place = StateSpecs.value(VarIntCoder.of());

    @ProcessElement
    public void pass(
        @Element KV<Integer, List<TrackEvent>> keyed,
        @StateId("place") ValueState<Integer> place,
        OutputReceiver<List<TrackEvent>> out) {
      out.output(keyed.getValue());
    }
  }
}
