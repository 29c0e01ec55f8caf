package io.github.mailmodosource.segment;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** What it does within the sink is told by {@link SegmentSinkTest}. */
class ToOneSenderTest {
  private static final ListCoder<TrackEvent> BATCHES = ListCoder.of(TrackEventCoder.of());

  @Test
  void batchesWithoutEndPassAtOnceAsTheyAre() {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            pipeline
                .apply(
                    TestStream.create(BATCHES)
                        .addElements(Events.some(3), Events.some(2))
                        .advanceWatermarkTo(Instant.ofEpochMilli(1_000))
                        .addElements(Events.some(1))
                        .advanceWatermarkToInfinity())
                .apply("ToOneSender", ToOneSender.create())
                .apply("Size", MapElements.into(TypeDescriptors.integers()).via(List::size)))
        .containsInAnyOrder(3, 2, 1);
    pipeline.run().waitUntilFinish();
  }
}
