package io.github.mailmodosource.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.RowUnit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "{@code replay} re-sends {@code deliver} letters unchanged and parses {@code parse} letters
 * again; these need {@code --contacts}."
 */
class SortLettersTest {
  private static final String PAYLOAD =
      "{'messageId':'mailmodo-1','event':'Email Sent','sum':1.10,'name':' Größe '}";
  private static final String UNDELIVERED =
      letter("deliver", "segment_unavailable", "{'id':1}", ",'event':" + PAYLOAD);
  private static final String UNREAD = letter("parse", "bad_time", "{'occurred_at':'soon'}", "");
  private static final String CONTACT = letter("parse", "bad_contact", "no contact", "");

  private String[] events = {};
  private String[] rows = {};
  private String[] letters = {};

  @Test
  void anUndeliveredEventGoesOutUnchangedAndIsCountedAsRead() {
    events = new String[] {"mailmodo-1 Email Sent, tried 2 times: " + PAYLOAD.replace('\'', '"')};
    assertThat(sorted(true, UNDELIVERED), is(Map.of("funnel/READ/Email Sent", 1L)));
    assertThat(sorted(false, UNDELIVERED), is(Map.of("funnel/READ/Email Sent", 1L)));
  }

  /** Who judges it counts it as read. */
  @Test
  void aRowThatWasNotUnderstoodIsJudgedAgain() {
    rows = new String[] {"{\"occurred_at\":\"soon\"}"};
    assertThat(sorted(true, UNREAD), is(Map.of()));
  }

  @Test
  void withoutContactsARowStaysALetter() {
    letters = new String[] {"bad_time: {\"occurred_at\":\"soon\"}"};
    assertThat(
        sorted(false, UNREAD), is(Map.of("funnel/READ/unknown", 1L, "funnel/INVALID/unknown", 1L)));
  }

  @Test
  void aLetterAboutAFileStaysOneForItHasNoRow() {
    letters = new String[] {"unreadable_file: "};
    assertThat(
        sorted(true, letter("parse", "unreadable_file", "", "")),
        is(Map.of("funnel/READ/unknown", 1L, "funnel/INVALID/unknown", 1L)));
  }

  @Test
  void aLetterAboutAContactStaysOneAndIsNoRowOfActivity() {
    letters = new String[] {"bad_contact: no contact"};
    assertThat(
        sorted(true, CONTACT),
        is(Map.of("contacts/read", 1L, "contacts/ignored", 1L, "ignoredContacts/unreadable", 1L)));
  }

  @Test
  void whatIsNoLetterOrHasNoEventOrNoRowBecomesOneWithTheLineAsItWas() {
    String noEvent = letter("deliver", "rejected_by_segment", "{}", "");
    String noId = letter("deliver", "rejected_by_segment", "{}", ",'event':{'event':'Email Sent'}");
    String noRow = letter("parse", "bad_json", " ", "");
    letters =
        new String[] {
          "bad_json: not a letter",
          "bad_json: " + noEvent,
          "bad_json: " + noId,
          "bad_json: " + noRow
        };
    assertThat(
        sorted(true, "not a letter", noEvent, noId, noRow),
        is(Map.of("funnel/READ/unknown", 4L, "funnel/INVALID/unknown", 4L)));
  }

  /** "Several letters on one line are each read": files that were put together. */
  @Test
  void lettersOnOneLineInAnArrayAndBehindAHalfOneAreEachRead() {
    String half = UNDELIVERED.substring(0, UNDELIVERED.length() / 2);
    String event = "mailmodo-1 Email Sent, tried 2 times: " + PAYLOAD.replace('\'', '"');
    events = new String[] {event, event, event, event, event};
    rows = new String[] {"{\"occurred_at\":\"soon\"}"};
    letters = new String[] {"bad_json: " + half, "bad_json: x", "bad_json: " + half};
    assertThat(
        sorted(
            true,
            UNDELIVERED + UNREAD + " " + UNDELIVERED,
            "[" + UNDELIVERED + "," + UNDELIVERED + "]",
            half + UNDELIVERED + " x",
            half),
        is(
            Map.of(
                "funnel/READ/Email Sent", 5L,
                "funnel/READ/unknown", 3L,
                "funnel/INVALID/unknown", 3L)));
  }

  /** "Whatever id it is"; what is wrong with the event besides, Segment says. */
  @Test
  void anEventOfSomebodyElsesPipelineIsSentAsItStands() {
    String order = "{'messageId':'order-17','event':'Order Done','name':'\\u00fc\\ud83d'}";
    String call = "{'type':'identify','messageId':'a','userId':'u'}";
    events =
        new String[] {
          "order-17 Order Done, tried 2 times: " + order.replace('\'', '"'),
          "a identify, tried 2 times: " + call.replace('\'', '"'),
        };
    assertThat(
        sorted(
            true,
            letter("deliver", "rejected_by_segment", "", ",'event':" + order),
            letter("deliver", "rejected_by_segment", "", ",'event':" + call)),
        is(Map.of("funnel/READ/Order Done", 1L, "funnel/READ/identify", 1L)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "'Email Sent'",
        "[{'messageId':'a','event':'b'}]",
        "17",
        "{'event':'Email Sent'}",
        "{'messageId':null,'event':'Email Sent'}",
        "{'messageId':'a','event':null}"
      })
  void whatIsNoEventIsNotSent(String event) {
    String letter = letter("deliver", "segment_unavailable", "{}", ",'event':" + event);
    letters = new String[] {"bad_json: " + letter};
    assertThat(
        sorted(true, letter), is(Map.of("funnel/READ/unknown", 1L, "funnel/INVALID/unknown", 1L)));
  }

  /** Of a row that could not be kept whole nothing is sent until somebody has completed it. */
  @Test
  void aPartOfARowStaysALetterAsItWasAndACompletedRowIsJudged() {
    String part = "{'id':1";
    String unread = "column reason: bad value";
    letters = new String[] {"row_too_large: {\"id\":1", "unreadable_column: {\"id\":1}"};
    rows = new String[] {"{\"id\":1}", "{\"id\":1,\"reason\":null}"};
    assertThat(
        sorted(
            true,
            letter("parse", "row_too_large", part, ",'partSha256':'" + sha256(part) + "'"),
            letter("parse", "row_too_large", "{'id':1}", ",'partSha256':'" + sha256(part) + "'"),
            letter("parse", "unreadable_column", "{'id':1}", "")
                .replace("\"why\"", '"' + unread + '"'),
            letter("parse", "unreadable_column", "{'id':1,'reason':null}", "")
                .replace("\"why\"", '"' + unread + '"')),
        is(Map.of("funnel/READ/unknown", 2L, "funnel/INVALID/unknown", 2L)));
  }

  /** What was no letter became the row of one; corrected there, it counts as what it is. */
  @Test
  void aLetterThatWasCorrectedWithinALetterIsOpened() {
    String escaped = UNDELIVERED.replace("\\", "\\\\").replace("\"", "\\\"");
    events = new String[] {"mailmodo-1 Email Sent, tried 2 times: " + PAYLOAD.replace('\'', '"')};
    assertThat(
        sorted(
            false,
            "{\"stage\":\"parse\",\"reason\":\"bad_json\",\"row\":\""
                + escaped
                + "\",\"failedAt\":\"2026-11-20T03:04:05.678Z\"}"),
        is(Map.of("funnel/READ/Email Sent", 1L)));
  }

  @Test
  void aLetterWithoutARowInItStaysThere() {
    String array = letter("parse", "bad_json", "[]", "");
    String header = letter("parse", "bad_csv", "a,b", ",'header':'a,b'");
    String base64 = letter("parse", "bad_json", "{}", ",'rowEncoding':'base64'");
    letters = new String[] {"bad_json: " + array, "bad_json: " + header, "bad_json: " + base64};
    assertThat(
        sorted(true, array, header, base64),
        is(Map.of("funnel/READ/unknown", 3L, "funnel/INVALID/unknown", 3L)));
  }

  private static String sha256(String row) {
    byte[] bytes = row.replace('\'', '"').getBytes(UTF_8);
    DeadLetter part = DeadLetter.ofRow(Reason.ROW_TOO_LARGE, "", "", ByteBuffer.wrap(bytes), null);
    return String.valueOf(part.partSha256());
  }

  /** Sorts the letters, checks where they came to, and returns what was counted. */
  private Map<String, Long> sorted(boolean rowsCanBeJudged, String... lines) {
    Pipeline pipeline = TestPipelines.create();
    WithFailures.Result<PCollectionTuple, DeadLetter> sorted =
        pipeline
            .apply(Create.<RowUnit>of(RowSamples.block(lines)).withCoder(RowSamples.unitCoder()))
            .apply("SortLetters", SortLetters.with(rowsCanBeJudged));
    PAssert.that(
            sorted
                .output()
                .get(SortLetters.EVENTS)
                .apply(
                    "Events",
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            event ->
                                "%s %s, tried %d times: %s"
                                    .formatted(
                                        event.messageId(),
                                        event.eventName(),
                                        event.attempts(),
                                        event.json().text()))))
        .containsInAnyOrder(events);
    PAssert.that(
            sorted
                .output()
                .get(SortLetters.ROWS)
                .apply(
                    "Rows", MapElements.into(TypeDescriptors.strings()).via(SortLettersTest::text)))
        .containsInAnyOrder(rows);
    PAssert.that(
            sorted
                .failures()
                .apply(
                    "Letters",
                    MapElements.into(TypeDescriptors.strings())
                        .via(letter -> letter.reason().code() + ": " + letter.row())))
        .containsInAnyOrder(letters);
    return TestPipelines.run(pipeline);
  }

  private static String text(RowUnit unit) {
    List<String> rows = new ArrayList<>();
    unit.forEachRow(row -> rows.add(String.valueOf(row.text())));
    return String.join("\n", rows);
  }

  /** A line as a run writes it. */
  private static String letter(String stage, String reason, String row, String more) {
    return ("{'stage':'%s','reason':'%s','message':'why','source':'a.jsonl line 1','row':'%s'%s,"
            + "'failedAt':'2026-11-20T03:04:05.678Z','attempts':2}")
        .formatted(stage, reason, row.replace("'", "\\'"), more)
        .replace('\'', '"');
  }
}
