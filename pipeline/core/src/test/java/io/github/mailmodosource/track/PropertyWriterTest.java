package io.github.mailmodosource.track;

import static io.github.mailmodosource.track.TrackSamples.USER;
import static io.github.mailmodosource.track.TrackSamples.json;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.LinkClicked;
import io.github.mailmodosource.activity.Mailing;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.TrackEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PropertyWriterTest {

  @Test
  void fieldsThatAreKeptGetTheNameOfTheirColumnAndKeepTheirJson() {
    Map<String, String> extras =
        Map.of(
            "userAgent", "\"Mail 😀\"",
            "Open Count", "3.10",
            "geo", "{\"City\":\"Pune\",\"at\":[1,null,true]}",
            "isTest", "false");
    assertThat(
        properties(extras).toString(),
        properties(extras),
        is(
            json(
                "{'campaign_id':'C-1','link_id':'L-1','user_agent':'Mail 😀','open_count':3.10,"
                    + "'geo':{'City':'Pune','at':[1,null,true]},'is_test':false}")));
  }

  @Test
  void aDocumentedPropertyGoesBeforeAFieldOfTheSameName() {
    assertThat(
        properties(Map.of("campaignId", "\"other\"", "Link ID", "7")),
        is(json("{'campaign_id':'C-1','link_id':'L-1'}")));
  }

  @Test
  void aFieldThatSpellsAPropertyOfAnotherEventIsLeftOut() {
    assertThat(
        properties(Map.of("isHardBounce", "\"yes\"", "campaignTriggerSource", "\"API\"")),
        is(json("{'campaign_id':'C-1','link_id':'L-1'}")));
  }

  @Test
  void ofTwoFieldsWithOneNameTheFirstStays() {
    Map<String, String> extras = new LinkedHashMap<>();
    extras.put("userAgent", "1");
    extras.put("user_agent", "2");
    assertThat(
        properties(extras), is(json("{'campaign_id':'C-1','link_id':'L-1','user_agent':1}")));
    assertThat("no name stands twice", text(extras).split("user_agent", -1).length, is(2));
  }

  @Test
  void aFieldWhoseNameHasNoAsciiLetterOrDigitIsLeftOut() {
    assertThat(
        properties(Map.of("日本", "1", "_", "2")), is(json("{'campaign_id':'C-1','link_id':'L-1'}")));
  }

  private static JsonNode properties(Map<String, String> extras) {
    return json(EventJson.of(text(extras))).get("properties");
  }

  private static String text(Map<String, String> extras) {
    LinkClicked activity =
        new LinkClicked(
            ActivitySamples.withExtras(extras),
            new Mailing(null, null, null, null, null, "C-1", null, null, null),
            "L-1",
            null);
    TrackEvent event =
        new TrackEventWriter<LinkClicked>(new LinkClickedFn("")::properties, "")
            .write(new IdentifiedActivity<>(activity, USER));
    return event.json().text();
  }
}
