package io.github.mailmodosource.track;

import static io.github.mailmodosource.track.TrackSamples.COMMON;
import static io.github.mailmodosource.track.TrackSamples.USER;
import static io.github.mailmodosource.track.TrackSamples.json;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.IdentifiedActivityCoder;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;

class ToTrackEventsTest {

  @Test
  void eachOfTheSevenEventsIsWrittenWithItsOwnProperties() {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            pipeline
                .apply(
                    "Activities",
                    Create.of(
                            Stream.of(EventType.values())
                                .map(ToTrackEventsTest::identified)
                                .toList())
                        .withCoder(IdentifiedActivityCoder.of()))
                .apply("ToTrackEvents", ToTrackEvents.create()))
        .satisfies(ToTrackEventsTest::checkAll);
    assertThat("nothing is lost here", TestPipelines.run(pipeline), is(anEmptyMap()));
  }

  private static Void checkAll(Iterable<TrackEvent> events) {
    Map<String, JsonNode> properties = new HashMap<>();
    int count = 0;
    for (TrackEvent event : events) {
      JsonNode payload = json(event.json());
      assertThat(payload.get("event").textValue(), is(event.eventName()));
      assertThat(payload.get("messageId").textValue(), is(event.messageId()));
      properties.put(event.eventName(), payload.get("properties"));
      count++;
    }
    assertThat(count, is(7));
    assertThat(
        properties,
        is(
            Map.of(
                "Email Sent",
                json("{" + COMMON + "}"),
                "Email Opened",
                json("{" + COMMON + ",'apple_privacy_open':true}"),
                "Link Clicked",
                json("{" + COMMON + ",'link_id':'L-1','link_url':'https://example.com/?a=b'}"),
                "Email Form Submitted",
                json(
                    "{"
                        + COMMON
                        + ",'form_id':'F-1','form_name':'Feedback','submission_type':'AMP'}"),
                "Email Marked as Spam",
                json("{" + COMMON + "}"),
                "Email Bounced",
                json("{" + COMMON + ",'reason':'mailbox full','is_hard_bounce':false}"),
                "Email Unsubscribed",
                json("{" + COMMON + ",'reason':'too many e-mails'}"))));
    return null;
  }

  private static IdentifiedActivity<Activity> identified(EventType type) {
    return new IdentifiedActivity<>(ActivitySamples.full(type), USER);
  }
}
