package io.github.mailmodosource.track;

import static io.github.mailmodosource.track.TrackSamples.COMMON;
import static io.github.mailmodosource.track.TrackSamples.USER;
import static io.github.mailmodosource.track.TrackSamples.json;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.EachEvent;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.rows.RowSamples;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

/** Seven typed DoFns, each a step of its own that makes its event and no other. */
class ToTrackEventsTest {
  @Test
  void eachOfTheSevenEventsIsWrittenWithItsOwnProperties() {
    Pipeline pipeline = TestPipelines.create();
    List<ActivityBlock> blocks = new ArrayList<>();
    for (EventType type : EventType.values()) {
      blocks.add(block(type, 1));
    }
    PAssert.that(
            events(pipeline, blocks)
                .apply(
                    "Properties",
                    MapElements.into(TypeDescriptors.strings())
                        .via(ToTrackEventsTest::nameAndProperties)))
        .containsInAnyOrder(
            written("Email Sent", ""),
            written("Email Opened", ",'apple_privacy_open':true"),
            written("Link Clicked", ",'link_id':'L-1','link_url':'https://example.com/?a=b'"),
            written(
                "Email Form Submitted",
                ",'form_id':'F-1','form_name':'Feedback','submission_type':'AMP'"),
            written("Email Marked as Spam", ""),
            written("Email Bounced", ",'reason':'mailbox full','is_hard_bounce':false"),
            written("Email Unsubscribed", ",'reason':'too many e-mails'"));
    TestPipelines.run(pipeline);
  }

  @Test
  void everyActivityOfABlockBecomesOneEvent() {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            events(
                    pipeline,
                    List.of(block(EventType.LINK_CLICKED, 5), block(EventType.EMAIL_SENT, 3)))
                .apply(
                    "Names",
                    MapElements.into(TypeDescriptors.strings()).via(TrackEvent::eventName)))
        .containsInAnyOrder(
            "Link Clicked",
            "Link Clicked",
            "Link Clicked",
            "Link Clicked",
            "Link Clicked",
            "Email Sent",
            "Email Sent",
            "Email Sent");
    TestPipelines.run(pipeline);
  }

  @Test
  void lettersTravelAlongAndComeOutAsFailures() {
    Pipeline pipeline = TestPipelines.create();
    DeadLetter letter =
        RowSamples.json("{").deadLetter(Reason.BAD_JSON, "the row ends in the middle");
    PAssert.that(
            pipeline
                .apply(
                    "Blocks",
                    Create.of(ActivityBlock.ofLetters(List.of(letter, letter)))
                        .withCoder(ActivityBlockCoder.of()))
                .apply("ToTrackEvents", ToTrackEvents.create())
                .failures()
                .apply(
                    "Messages",
                    MapElements.into(TypeDescriptors.strings()).via(DeadLetter::message)))
        .containsInAnyOrder("the row ends in the middle", "the row ends in the middle");
    TestPipelines.run(pipeline);
  }

  @Test
  void theStepsAreSevenParDosNamedByTheirEvents() {
    Pipeline pipeline = TestPipelines.create();
    events(pipeline, List.of(block(EventType.EMAIL_SENT, 1)));
    List<String> typed = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof ParDo.SingleOutput<?, ?> step
                && step.getFn() instanceof TrackFn<?> trackFn) {
              typed.add(node.getFullName() + " makes " + trackFn.type().eventName());
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    assertThat(
        typed,
        contains(
            "ToTrackEvents/Email Sent makes Email Sent",
            "ToTrackEvents/Email Opened makes Email Opened",
            "ToTrackEvents/Link Clicked makes Link Clicked",
            "ToTrackEvents/Email Form Submitted makes Email Form Submitted",
            "ToTrackEvents/Email Marked as Spam makes Email Marked as Spam",
            "ToTrackEvents/Email Bounced makes Email Bounced",
            "ToTrackEvents/Email Unsubscribed makes Email Unsubscribed"));
  }

  private static ActivityBlock block(EventType type, int size) {
    List<IdentifiedActivity<Activity>> activities = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      activities.add(new IdentifiedActivity<>(ActivitySamples.full(type), USER));
    }
    return new ActivityBlock(type, activities);
  }

  private static PCollection<TrackEvent> events(Pipeline pipeline, List<ActivityBlock> blocks) {
    return pipeline
        .apply("Blocks", Create.of(blocks).withCoder(ActivityBlockCoder.of()))
        .apply("ToTrackEvents", ToTrackEvents.create())
        .output()
        .apply("EachEvent", EachEvent.create());
  }

  private static String nameAndProperties(TrackEvent event) {
    return event.eventName()
        + " "
        + json(event.json()).get("event").textValue()
        + " "
        + json(event.json()).get("properties");
  }

  private static String written(String event, String own) {
    return event + " " + event + " " + json("{" + COMMON + own + "}");
  }
}
