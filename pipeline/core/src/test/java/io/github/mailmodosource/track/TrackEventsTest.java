package io.github.mailmodosource.track;

import static io.github.mailmodosource.track.TrackSamples.USER;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.event.EachEvent;
import io.github.mailmodosource.event.TrackEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

/** What is made outside of a pipeline is what a pipeline makes. */
class TrackEventsTest {
  @Test
  void theSevenEventsHaveTheSameBytesAndIds() {
    TrackEvents events = new TrackEvents("site-2");
    List<ActivityBlock> blocks = new ArrayList<>();
    List<String> made = new ArrayList<>();
    for (EventType type : EventType.values()) {
      IdentifiedActivity<Activity> activity =
          new IdentifiedActivity<>(ActivitySamples.full(type), USER);
      blocks.add(new ActivityBlock(type, List.of(activity)));
      made.add(text(events.of(activity)));
    }
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            pipeline
                .apply("Blocks", Create.of(blocks).withCoder(ActivityBlockCoder.of()))
                .apply("ToTrackEvents", ToTrackEvents.create().withIdNamespace("site-2"))
                .output()
                .apply("EachEvent", EachEvent.create())
                .apply(
                    "Texts",
                    MapElements.into(TypeDescriptors.strings()).via(TrackEventsTest::text)))
        .containsInAnyOrder(made);
    TestPipelines.run(pipeline);
  }

  private static String text(TrackEvent event) {
    return event.messageId() + " " + event.eventName() + " " + event.json().text();
  }
}
