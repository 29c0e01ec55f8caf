package io.github.mailmodosource.replay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowSamples;
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

  /** Sorts the letters, checks where they came to, and returns what was counted. */
  private Map<String, Long> sorted(boolean rowsCanBeJudged, String... lines) {
    Pipeline pipeline = TestPipelines.create();
    WithFailures.Result<PCollectionTuple, DeadLetter> sorted =
        pipeline
            .apply(Create.of(RowSamples.block(lines)).withCoder(RowSamples.blockCoder()))
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

  private static String text(RowBlock block) {
    List<String> rows = new ArrayList<>();
    block.forEachRow(row -> rows.add(String.valueOf(row.text())));
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
