package io.github.mailmodosource.track;

import io.github.mailmodosource.report.FunnelCounter;
import io.github.mailmodosource.report.Outcome;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Lets the same activity through once: of rows with the same messageId, the one that a reader of
 * the files would meet first, so that every run sends the same. Grouped by the runner, which sorts
 * on disk: the rows are never in memory together. (Bounded runs only: a group of an unbounded run
 * never ends. There Segment removes the duplicates by the same messageId.)
 */
public final class RemoveDuplicates
    extends PTransform<PCollection<TrackEvent>, PCollection<TrackEvent>> {
  private RemoveDuplicates() {}

  public static RemoveDuplicates create() {
    return new RemoveDuplicates();
  }

  @Override
  public PCollection<TrackEvent> expand(PCollection<TrackEvent> events) {
    return events
        .apply(
            "KeyByMessageId",
            WithKeys.of(TrackEvent::messageId).withKeyType(TypeDescriptors.strings()))
        .apply("Group", GroupByKey.create())
        .apply("KeepFirst", ParDo.of(new KeepFirstFn()))
        .setCoder(TrackEventCoder.of());
  }

  static final class KeepFirstFn extends DoFn<KV<String, Iterable<TrackEvent>>, TrackEvent> {
    private final FunnelCounter duplicate = new FunnelCounter(Outcome.DUPLICATE);

    @ProcessElement
    public void keepFirst(
        @Element KV<String, Iterable<TrackEvent>> sameId, OutputReceiver<TrackEvent> out) {
      TrackEvent first = null;
      for (TrackEvent event : sameId.getValue()) {
        if (first == null) {
          first = event;
        } else if (event.row().isBefore(first.row())) {
          duplicate.inc(first.eventName());
          first = event;
        } else {
          duplicate.inc(event.eventName());
        }
      }
      if (first != null) {
        out.output(first);
      }
    }
  }
}
