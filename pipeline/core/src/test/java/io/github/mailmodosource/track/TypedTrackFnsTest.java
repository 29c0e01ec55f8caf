package io.github.mailmodosource.track;

import static io.github.mailmodosource.track.TrackSamples.COMMON;
import static io.github.mailmodosource.track.TrackSamples.USER;
import static io.github.mailmodosource.track.TrackSamples.json;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.event.TrackEvent;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypedTrackFnsTest {

  @Test
  void eachOfTheSevenEventsIsWrittenWithItsOwnProperties() {
    TypedTrackFns trackFns = new TypedTrackFns();
    Map<String, JsonNode> properties = new HashMap<>();
    for (EventType type : EventType.values()) {
      TrackEvent event =
          trackFns.eventOf(new IdentifiedActivity<>(ActivitySamples.full(type), USER));
      JsonNode payload = json(event.json());
      assertThat(event.eventName(), is(type.eventName()));
      assertThat(payload.get("event").textValue(), is(type.eventName()));
      assertThat(payload.get("messageId").textValue(), is(event.messageId()));
      properties.put(event.eventName(), payload.get("properties"));
    }
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
  }
}
