package io.github.mailmodosource.preview;

import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.shard.BoundedOnly;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Chooses the events that are shown ({@link Examples}), and makes whole payloads of them: one text
 * of all lines, because elements have no order. Nothing if there is none. Bounded only.
 */
final class ChooseExamples extends PTransform<PCollection<TrackEvent>, PCollection<String>> {
  private static final Coder<List<TrackEvent>> CODER = ListCoder.of(TrackEventCoder.of());

  private final int limit;
  private final SharedFields shared;

  private ChooseExamples(int limit, SharedFields shared) {
    this.limit = limit;
    this.shared = shared;
  }

  /**
   * Chooses so many at most.
   *
   * @param limit 0 or more
   */
  static ChooseExamples upTo(int limit) {
    return new ChooseExamples(limit, SharedFields.none());
  }

  /** What {@code send} puts at the top of a batch stands in each payload. */
  ChooseExamples with(SharedFields fields) {
    return new ChooseExamples(limit, fields);
  }

  @Override
  public PCollection<String> expand(PCollection<TrackEvent> events) {
    BoundedOnly.check(this, events);
    SharedFields fields = shared;
    return events
        .apply("Choose", Combine.globally(new ChooseFn(limit)).withoutDefaults())
        .setCoder(CODER)
        .apply("DropNone", Filter.by(chosen -> !chosen.isEmpty()))
        .apply(
            "Payloads",
            MapElements.into(TypeDescriptors.strings())
                .via(
                    chosen ->
                        chosen.stream().map(fields::mergedInto).collect(Collectors.joining("\n"))));
  }

  /** By way of lists of what was seen. */
  static final class ChooseFn extends CombineFn<TrackEvent, List<TrackEvent>, List<TrackEvent>> {
    private final int limit;

    ChooseFn(int limit) {
      this.limit = limit;
    }

    @Override
    public List<TrackEvent> createAccumulator() {
      return List.of();
    }

    @Override
    public List<TrackEvent> addInput(List<TrackEvent> seen, TrackEvent event) {
      return new Examples(limit).with(seen, event);
    }

    @Override
    public List<TrackEvent> mergeAccumulators(Iterable<List<TrackEvent>> parts) {
      Examples examples = new Examples(limit);
      List<TrackEvent> all = List.of();
      for (List<TrackEvent> part : parts) {
        all = examples.merge(all, part);
      }
      return all;
    }

    @Override
    public List<TrackEvent> extractOutput(List<TrackEvent> seen) {
      return new Examples(limit).chosen(seen);
    }

    @Override
    public Coder<List<TrackEvent>> getAccumulatorCoder(
        CoderRegistry registry, Coder<TrackEvent> input) {
      return CODER;
    }

    @Override
    public Coder<List<TrackEvent>> getDefaultOutputCoder(
        CoderRegistry registry, Coder<TrackEvent> input) {
      return CODER;
    }
  }
}
