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
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reify;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
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

  @Test
  void inARunWithoutEndABatchIsNoLargerThanASecondOfThePace() {
    SegmentSettings settings =
        Sending.settings("http://127.0.0.1", "--eventsPerSecond=3").toBuilder()
            .unbounded(true)
            .build();
    packed(settings, Events.some(7), "e-0 e-1 e-2", "e-3 e-4 e-5", "e-6");
  }

  /** What leaves when the bundle ends is not late: nobody would ever see its letters. */
  @Test
  void whatIsLeftHasTheTimeOfItsEvents() {
    Pipeline pipeline = TestPipelines.create();
    Instant time = Instant.ofEpochMilli(1_700_000_000_000L);
    PAssert.that(
            pipeline
                .apply(
                    TestStream.create(TrackEventCoder.of())
                        .advanceWatermarkTo(time)
                        .addElements(
                            TimestampedValue.of(
                                Events.event("e-1", 0), time.plus(Duration.millis(5))))
                        .advanceWatermarkToInfinity())
                .apply(
                    "PackBatches",
                    ParDo.of(new PackBatchesFn(Sending.settings("http://127.0.0.1"))))
                .setCoder(LISTS)
                .apply("Times", Reify.timestamps())
                .apply(
                    "Describe",
                    MapElements.into(TypeDescriptors.strings())
                        .via(batch -> ids(batch.getValue()) + " " + batch.getTimestamp())))
        .containsInAnyOrder("e-1 2023-11-14T22:13:20.005Z");
    pipeline.run().waitUntilFinish();
  }

  private static void packed(List<TrackEvent> bundle, String... batches) {
    packed(Sending.settings("http://127.0.0.1", "--batchEvents=2"), bundle, batches);
  }

  /** Sends the events through as one bundle. */
  private static void packed(SegmentSettings settings, List<TrackEvent> bundle, String... batches) {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            pipeline
                .apply(Create.of(List.of(bundle)).withCoder(LISTS))
                .apply("OneBundle", Flatten.iterables())
                .apply("PackBatches", ParDo.of(new PackBatchesFn(settings)))
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
