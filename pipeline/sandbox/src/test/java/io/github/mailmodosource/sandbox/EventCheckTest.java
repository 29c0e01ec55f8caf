package io.github.mailmodosource.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCheckTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Each row: where, the JSON that is put there (null takes the key away), the reason. */
  static Stream<Arguments> wrongEvents() {
    return Stream.of(
        arguments("/type", null, "type is missing"),
        arguments("/type", "'identify'", "type must be \"track\""),
        arguments("/event", null, "event is missing"),
        arguments("/event", "7", "event must be a string, not a number"),
        arguments("/event", "'link_clicked'", "event is not one of the seven Mailmodo events"),
        arguments("/event", "'link clicked'", "event is not one of the seven Mailmodo events"),
        arguments("/userId", null, "userId or anonymousId is missing"),
        arguments("/userId", "null", "userId is null"),
        arguments("/userId", "''", "userId is empty"),
        arguments("/userId", "42", "userId must be a string, not a number"),
        arguments("/anonymousId", "''", "anonymousId is empty"),
        arguments("/messageId", null, "messageId is missing"),
        arguments("/messageId", "''", "messageId is empty"),
        arguments("/messageId", "[]", "messageId must be a string, not an array"),
        arguments(
            "/messageId", "'" + "x".repeat(101) + "'", "messageId is longer than 100 characters"),
        arguments("/timestamp", null, "timestamp is missing"),
        arguments("/timestamp", "'2026-11-20T03:04:05Z'", WRONG_TIME),
        arguments("/timestamp", "'2026-11-20T03:04:05.67Z'", WRONG_TIME),
        arguments("/timestamp", "'2026-11-20T03:04:05.678901Z'", WRONG_TIME),
        arguments("/timestamp", "'2026-11-20T03:04:05.678+00:00'", WRONG_TIME),
        arguments("/timestamp", "'2026-11-20 03:04:05.678Z'", WRONG_TIME),
        arguments("/timestamp", "'2026-02-30T03:04:05.678Z'", WRONG_TIME),
        arguments("/timestamp", "'2026-11-20T24:00:00.000Z'", WRONG_TIME),
        arguments("/timestamp", "'-0001-11-20T03:04:05.67Z'", WRONG_TIME),
        arguments("/properties", null, "properties is missing"),
        arguments("/properties", "[]", "properties must be an object, not an array"),
        arguments("/properties/link_id", "null", "properties.link_id is null"),
        arguments("/properties/link_id", "''", "properties.link_id is empty"),
        arguments("/properties/link_id", "9", "properties.link_id must be a string, not a number"),
        arguments(
            "/properties/link_url", "true", "properties.link_url must be a string, not a boolean"),
        arguments(
            "/properties/form_id", "'F-1'", "properties.form_id is not documented for this event"),
        arguments(
            "/properties/received_at",
            "'x'",
            "properties.received_at is not documented for this event"),
        arguments(
            "/properties/campaign_trigger_source",
            "'Journey'",
            "properties.campaign_trigger_source needs campaign_type TRIGGERED"),
        arguments("/context", null, "context is missing"),
        arguments("/context/traits", null, "context.traits is missing"),
        arguments("/context/traits", "'x'", "context.traits must be an object, not a string"),
        arguments("/context/traits/email", null, "context.traits.email is missing"),
        arguments("/context/traits/email", "' a@b.co'", "context.traits.email is not trimmed"),
        arguments("/context/traits/email", "'A@b.co'", "context.traits.email is not lower-case"),
        arguments("/context/integration", null, "context.integration is missing"),
        arguments(
            "/context/integration/name",
            "'Mailmodo'",
            "context.integration.name must be \"mailmodo\""),
        arguments(
            "/context/integration/version",
            "'1.0'",
            "context.integration.version must be \"1.0.0\""),
        arguments("/context/library", null, "context.library is missing"),
        arguments("/context/library/name", null, "context.library.name is missing"),
        arguments("/integrations", null, "integrations is missing"),
        arguments("/integrations", "true", "integrations must be an object, not a boolean"),
        arguments("/sentAt", "'2026-11-20T03:04:05.678Z'", "sentAt is not a key of a track event"));
  }

  private static final String WRONG_TIME =
      "timestamp must be UTC with 3 fraction digits: 2026-11-20T03:04:05.678Z";

  @ParameterizedTest(name = "{0} = {1}: {2}")
  @MethodSource("wrongEvents")
  void refusesAnEventWithTheReason(String where, @Nullable String json, String reason)
      throws Exception {
    assertThat(EventCheck.strict().reasons(linkClickedWith(where, json)), contains(reason));
  }

  /** Each row: a value that looks wrong and is right. */
  static Stream<Arguments> rightEvents() {
    return Stream.of(
        arguments("/properties/campaign_type", "'Something Else'"),
        arguments("/properties/email_subject", "'  spaces stay  '"),
        arguments("/properties/link_url", null),
        arguments("/messageId", "'" + "x".repeat(100) + "'"),
        arguments("/timestamp", "'2024-02-29T23:59:59.000Z'"),
        arguments("/anonymousId", "'anon-1'"),
        arguments("/context/ip", "'203.0.113.7'"),
        arguments("/integrations", "{}"),
        arguments("/integrations", "{'All':false,'Warehouses':{'all':true}}"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("rightEvents")
  void takesAnEvent(String where, @Nullable String json) throws Exception {
    assertThat(EventCheck.strict().reasons(linkClickedWith(where, json)), empty());
  }

  /** Each row: an event, and properties that belong to it. */
  static Stream<Arguments> documentedProperties() {
    return Stream.of(
        arguments("Email Sent", "{}"),
        arguments("Email Sent", ALL_COMMON),
        arguments("Email Opened", "{'apple_privacy_open':true}"),
        arguments("Link Clicked", "{'link_id':'L','link_url':'https://example.com'}"),
        arguments(
            "Email Form Submitted", "{'form_id':'F','form_name':'N','submission_type':'AMP'}"),
        arguments("Email Marked as Spam", "{'campaign_id':'C'}"),
        arguments("Email Bounced", "{'reason':'full','is_hard_bounce':false}"),
        arguments("Email Unsubscribed", "{'reason':'too many'}"));
  }

  private static final String ALL_COMMON =
      "{'email_id':'a','email_subject':'b','email_type':'c','template_id':'d','template_name':'e',"
          + "'campaign_id':'f','campaign_name':'g','campaign_type':'TRIGGERED',"
          + "'campaign_trigger_source':'Journey'}";

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("documentedProperties")
  void takesTheDocumentedPropertiesOf(String name, String properties) throws Exception {
    ObjectNode event = linkClickedWith("/properties", properties);
    event.put("event", name);
    assertThat(EventCheck.strict().reasons(event), empty());
  }

  /** Each row: an event, properties one of which is wrong, the reason. */
  static Stream<Arguments> wrongProperties() {
    return Stream.of(
        arguments(
            "Email Opened",
            "{'apple_privacy_open':'true'}",
            "properties.apple_privacy_open must be a boolean, not a string"),
        arguments(
            "Email Bounced",
            "{'is_hard_bounce':1}",
            "properties.is_hard_bounce must be a boolean, not a number"),
        arguments("Email Bounced", "{'is_hard_bounce':null}", "properties.is_hard_bounce is null"),
        arguments(
            "Email Sent", "{'reason':'x'}", "properties.reason is not documented for this event"),
        arguments(
            "Email Unsubscribed",
            "{'is_hard_bounce':true}",
            "properties.is_hard_bounce is not documented for this event"));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("wrongProperties")
  void refusesTheProperties(String name, String properties, String reason) throws Exception {
    ObjectNode event = linkClickedWith("/properties", properties);
    event.put("event", name);
    assertThat(EventCheck.strict().reasons(event), contains(reason));
  }

  @Test
  void namesEveryReasonOfOneEvent() throws Exception {
    ObjectNode event = linkClickedWith("/properties", "{'link_id':null,'link_url':''}");
    event.remove("messageId");
    assertThat(
        EventCheck.strict().reasons(event),
        contains(
            "messageId is missing", "properties.link_id is null", "properties.link_url is empty"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "'x'", "1"})
  void refusesWhatIsNoObject(String json) throws Exception {
    assertThat(EventCheck.strict().reasons(read(json)), not(empty()));
    assertThat(EventCheck.lenient().reasons(read(json)), not(empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'track','event':'Anything','userId':'u'}",
        "{'type':'track','event':'Anything','anonymousId':'a','properties':{'x':null,'y':[1]}}",
        "{'type':'identify','userId':'u','traits':{'email':'A@B.co'}}",
      })
  void lenientTakesWhatSegmentTakes(String json) throws Exception {
    assertThat(EventCheck.lenient().reasons(read(json)), empty());
  }

  /** Each row: an event that Segment itself would discard, the reason. */
  static Stream<Arguments> discardedBySegment() {
    return Stream.of(
        arguments("{'event':'E','userId':'u'}", "type is missing"),
        arguments("{'type':'track','userId':'u'}", "event is missing"),
        arguments(
            "{'type':'track','event':1,'userId':'u'}", "event must be a string, not a number"),
        arguments("{'type':'track','event':'E'}", "userId or anonymousId is missing"),
        arguments("{'type':'track','event':'E','userId':''}", "userId is empty"),
        arguments(
            "{'type':'track','event':'E','userId':'u','properties':[]}",
            "properties must be an object, not an array"),
        arguments(
            "{'type':'track','event':'E','userId':'u','messageId':'" + "x".repeat(101) + "'}",
            "messageId is longer than 100 characters"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("discardedBySegment")
  void lenientRefusesWhatSegmentDiscards(String json, String reason) throws Exception {
    assertThat(EventCheck.lenient().reasons(read(json)), contains(reason));
  }

  private static ObjectNode linkClickedWith(String where, @Nullable String json)
      throws JsonProcessingException {
    ObjectNode event = (ObjectNode) read(Examples.LINK_CLICKED);
    int lastSlash = where.lastIndexOf('/');
    ObjectNode parent = (ObjectNode) event.at(where.substring(0, lastSlash));
    String key = where.substring(lastSlash + 1);
    if (json == null) {
      parent.remove(key);
    } else {
      parent.set(key, read(json));
    }
    return event;
  }

  private static JsonNode read(String json) throws JsonProcessingException {
    return JSON.readTree(json.replace('\'', '"'));
  }
}
