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
  void propertiesThatAreNotDocumentedStandBehindTheOthersAndKeepTheirJson() {
    Map<String, String> extras = new LinkedHashMap<>();
    extras.put("user_agent", "\"Mail 😀\"");
    extras.put("open_count", "3.10");
    extras.put("geo", "{\"City\":\"Pune\",\"at\":[1,null,true]}");
    assertThat(
        properties(extras).toString(),
        properties(extras),
        is(
            json(
                "{'campaign_id':'C-1','link_id':'L-1','user_agent':'Mail 😀','open_count':3.10,"
                    + "'geo':{'City':'Pune','at':[1,null,true]}}")));
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
