package io.github.mailmodosource.track;

import static io.github.mailmodosource.activity.ActivitySamples.EMAIL;
import static io.github.mailmodosource.activity.ActivitySamples.TIME;
import static io.github.mailmodosource.activity.ActivitySamples.occurrence;
import static io.github.mailmodosource.track.TrackSamples.USER;
import static io.github.mailmodosource.track.TrackSamples.json;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EmailSent;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.activity.LinkClicked;
import io.github.mailmodosource.activity.Mailing;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.Identity;
import io.github.mailmodosource.event.TrackEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrackEventWriterTest {
  private final TrackEventWriter<Activity> writer =
      new TrackEventWriter<>((activity, to) -> {}, "");

  @Test
  void anEventHasTheKeysOfTheContractAndNoOthers() {
    LinkClicked activity =
        new LinkClicked(
            occurrence("A-1", EMAIL, TIME),
            new Mailing(null, null, null, null, null, "C-1", null, null, null),
            null,
            "https://example.com/");
    TrackEvent event =
        new TrackEventWriter<LinkClicked>(new LinkClickedFn("")::properties, "")
            .write(new IdentifiedActivity<>(activity, USER));

    assertThat(
        json(event.json()),
        is(
            json(
                """
                {'type':'track','event':'Link Clicked','userId':'97980cfea0067',
                 'messageId':'mailmodo-a51f0e528529cd8b516bb0aed3c3dbf02b4cf9d7',
                 'timestamp':'2026-11-20T03:04:05.678Z',
                 'properties':{'campaign_id':'C-1','link_url':'https://example.com/'},
                 'context':{'traits':{'email':'reader@example.com'}}}""")));
    assertThat(event.messageId(), is("mailmodo-a51f0e528529cd8b516bb0aed3c3dbf02b4cf9d7"));
    assertThat(event.eventName(), is("Link Clicked"));
    assertThat(event.row(), is(sameInstance(activity.occurrence().row())));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void anEventWithoutPropertiesHasAnEmptyObject(EventType type) {
    JsonNode event = write(ActivitySamples.bare(type));
    assertThat(event.get("event").textValue(), is(type.eventName()));
    assertThat(event.get("properties"), is(json("{}")));
  }

  @ParameterizedTest
  @CsvSource({
    "TRIGGERED, true",
    "CONTACT_LIST, false",
    "triggered, false",
    "BULK, false",
    ", false"
  })
  void theTriggerSourceStandsOnlyBesideTriggered(@Nullable String type, boolean stands) {
    Activity sent =
        ActivitySamples.full(
            EventType.EMAIL_SENT, occurrence(null, EMAIL, TIME), ActivitySamples.mailing(type));
    JsonNode properties = write(sent).get("properties");
    assertThat(properties.has("campaign_trigger_source"), is(stands));
    assertThat(properties.path("campaign_type").textValue(), is(type));
  }

  @Test
  void stringsKeepTheirCharacters() {
    String odd = "  \"Grüße\" \\ \t\n </script> ✅ 😀 \u0000 ";
    Mailing mailing = new Mailing(null, odd, null, null, null, null, null, null, null);
    EmailSent sent = new EmailSent(occurrence(null, EMAIL, TIME), mailing);
    assertThat(write(sent).at("/properties/email_subject").textValue(), is(odd));
  }

  @Test
  void theJsonIsUtf8InOneLine() {
    Mailing mailing = new Mailing(null, "é\n😀", null, null, null, null, null, null, null);
    EmailSent sent = new EmailSent(occurrence(null, EMAIL, TIME), mailing);
    String text = writer.write(new IdentifiedActivity<>(sent, USER)).json().text();
    assertThat(text.lines().count(), is(1L));
    assertThat(text.contains("é\\n😀") || text.contains("é\\n\\uD83D\\uDE00"), is(true));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T03:04:05Z, 2026-11-20T03:04:05.000Z",
    "2026-11-20T03:04:05.678Z, 2026-11-20T03:04:05.678Z",
    "2026-11-20T03:04:05.678999999Z, 2026-11-20T03:04:05.678Z",
    "2026-11-20T03:04:05.000999999Z, 2026-11-20T03:04:05.000Z",
    "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999Z",
  })
  void theTimestampIsCutToMilliseconds(Instant time, String timestamp) {
    Activity sent = ActivitySamples.bare(EventType.EMAIL_SENT, occurrence(null, EMAIL, time));
    assertThat(write(sent).get("timestamp").textValue(), is(timestamp));
  }

  @Test
  void whoHasNoUserIdIsSentWithTheAnonymousId() {
    JsonNode event =
        json(
            writer
                .write(
                    new IdentifiedActivity<>(
                        ActivitySamples.bare(EventType.EMAIL_SENT), new Identity("anon-1", true)))
                .json());
    assertThat(event.get("anonymousId").textValue(), is("anon-1"));
    assertThat(event.has("userId"), is(false));
  }

  @Test
  void oneEventLeavesNothingBehindInTheNext() {
    JsonNode alone = write(ActivitySamples.bare(EventType.EMAIL_SENT));
    write(ActivitySamples.full(EventType.LINK_CLICKED));
    assertThat(write(ActivitySamples.bare(EventType.EMAIL_SENT)), is(alone));
    assertThat(
        write(ActivitySamples.bare(EventType.EMAIL_OPENED)).get("messageId"),
        is(not(alone.get("messageId"))));
  }

  private JsonNode write(Activity activity) {
    return json(writer.write(new IdentifiedActivity<>(activity, USER)).json());
  }
}
