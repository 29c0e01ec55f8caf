package io.github.mailmodosource.segment;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

/** How the events of a bundle leave it. */
class PackBatchesFnTest {
  private static final ListCoder<TrackEvent> LISTS = ListCoder.of(TrackEventCoder.of());

  @Test
  void whatIsLeftWhenABundleEndsLeavesAsABatch() {
    packed(Events.some(5), "e-0 e-1", "e-2 e-3", "e-4");
  }

  @Test
  void anEventThatIsTooLargeGoesAloneAndHoldsUpNoOther() {
    List<TrackEvent> events = new ArrayList<>(Events.some(4));
    events.add(1, Events.event("large", 32_000));

    packed(events, "large", "e-0 e-1", "e-2 e-3");
  }

  /** Sends the events through as one bundle, into batches of two. */
  private static void packed(List<TrackEvent> bundle, String... batches) {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            pipeline
                .apply(Create.of(List.of(bundle)).withCoder(LISTS))
                .apply("OneBundle", Flatten.iterables())
                .apply(
                    "PackBatches",
                    ParDo.of(
                        new PackBatchesFn(Sending.settings("http://127.0.0.1", "--batchEvents=2"))))
                .setCoder(LISTS)
                .apply(
                    "Describe",
                    MapElements.into(TypeDescriptors.strings()).via(PackBatchesFnTest::ids)))
        .containsInAnyOrder(batches);
    pipeline.run().waitUntilFinish();
  }

  private static String ids(List<TrackEvent> batch) {
    return batch.stream().map(TrackEvent::messageId).collect(Collectors.joining(" "));
  }
}
