package io.github.mailmodosource.judge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.contact.IdentifyCalls;
import io.github.mailmodosource.contact.ParseContacts;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.event.EachEvent;
import io.github.mailmodosource.event.EventBlock;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.RowUnit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** "A row is judged in this order: parse, period, gate ... so that it counts once." */
class JudgeActivityTest {
  private static final JudgeSettings SETTINGS =
      new JudgeSettings(
          ActivityParser.mapping(),
          new TimeParser(ZoneOffset.UTC),
          false,
          false,
          ActivityPeriod.of("2026-11-20", "2026-11-21"),
          Gate.Mode.AS_OF);

  private static final RowBlock CONTACTS =
      RowSamples.block(
          "{\"email\":\"a@b.co\",\"user_id\":\"U-1\",\"identified_at\":\"2026-11-20T09:00:00Z\"}",
          "{\"email\":\"a@b.co\",\"user_id\":\"U-2\",\"identified_at\":\"2026-11-20T11:00:00Z\"}",
          "{\"email\":\"idle@b.co\",\"user_id\":\"U-3\"}");

  @ParameterizedTest
  @EnumSource(ContactsJoin.class)
  void everyRowComesToOneEndWhicheverWayTheContactsAreJoined(ContactsJoin join) {
    Pipeline pipeline = TestPipelines.create();
    List<PCollection<DeadLetter>> letters = new ArrayList<>();
    PCollection<EventBlock> judged =
        judge(
                pipeline,
                join,
                3L << 20,
                RowSamples.block(
                    row("sent", "A@b.co ", "2026-11-20T10:00:00Z"),
                    row("opened", "a@b.co", "2026-11-20T11:00:00Z"),
                    row("clicked", "a@b.co", "2026-11-20T08:59:59.999999999Z"),
                    row("clicked", "nobody@b.co", "2026-11-20T10:00:00Z"),
                    row("clicked", "nobody@b.co", "2026-11-21T00:00:00Z"),
                    row("clicked", "a@b.co", "2026-11-19T23:59:59Z"),
                    row("clicked", "a@b.co", "soon"),
                    row("delivered", "a@b.co", "2026-11-19T23:59:59Z")))
            .failuresTo(letters);
    PAssert.that(events(judged)).containsInAnyOrder("Email Sent U-1", "Email Opened U-2");
    PAssert.that(
            PCollectionList.of(letters)
                .apply(Flatten.pCollections())
                .apply(
                    "Reasons",
                    MapElements.into(TypeDescriptors.strings())
                        .via(letter -> letter.reason() + " " + letter.source())))
        .containsInAnyOrder("BAD_TIME sample.jsonl line 7", "UNKNOWN_EVENT sample.jsonl line 8");

    assertThat(
        counters(pipeline),
        is(
            Map.ofEntries(
                Map.entry("funnel/READ/Email Sent", 1L),
                Map.entry("funnel/READ/Email Opened", 1L),
                Map.entry("funnel/READ/Link Clicked", 5L),
                Map.entry("funnel/READ/unknown", 1L),
                Map.entry("funnel/INVALID/Link Clicked", 1L),
                Map.entry("funnel/INVALID/unknown", 1L),
                Map.entry("funnel/OUTSIDE_WINDOW/Link Clicked", 2L),
                Map.entry("funnel/NOT_IDENTIFIED/Link Clicked", 1L),
                Map.entry("funnel/IDENTIFIED_LATER/Link Clicked", 1L),
                Map.entry("days/2026-11-20/Email Sent", 1L),
                Map.entry("days/2026-11-20/Email Opened", 1L))));
  }

  @ParameterizedTest
  @CsvSource({"SIDE_INPUT, 1", "SIDE_INPUT, 200", "KEYED, 1", "KEYED, 200"})
  void allActivityFindsItsContactInWhicheverShardItIs(ContactsJoin join, long megabytes) {
    List<String> rows = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(row("sent", "a@b.co", "2026-11-20T09:00:" + String.format("%02dZ", i)));
      rows.add(row("opened", "idle@b.co", "2026-11-20T09:00:" + String.format("%02dZ", i)));
      expected.add("Email Sent U-1");
      expected.add("Email Opened U-3");
    }
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            events(
                judge(
                        pipeline,
                        join,
                        megabytes << 20,
                        RowSamples.block(rows.toArray(String[]::new)),
                        RowSamples.block("", "  "))
                    .output()))
        .containsInAnyOrder(expected);

    assertThat(
        counters(pipeline),
        is(
            Map.of(
                "funnel/READ/Email Sent", 60L,
                "funnel/READ/Email Opened", 60L,
                "days/2026-11-20/Email Sent", 60L,
                "days/2026-11-20/Email Opened", 60L)));
  }

  private static Map<String, Long> counters(Pipeline pipeline) {
    Map<String, Long> counters = TestPipelines.run(pipeline);
    counters.keySet().removeIf(name -> name.startsWith("contacts/"));
    return counters;
  }

  /** An index of contacts takes activity without end; a group of a shard needs its end. */
  @Test
  void aKeyedJoinRefusesActivityWithoutEnd() {
    PCollection<IdentifyCalls> calls =
        TestPipelines.create()
            .apply("Contacts", Create.<RowUnit>of(CONTACTS).withCoder(RowSamples.unitCoder()))
            .apply("ParseContacts", ParseContacts.with(IdentifyCallParser.mapping()))
            .output();
    assertThat(
        TestPipelines.refusalOfEndless(
            RowSamples.unitCoder(),
            JudgeActivity.by(SETTINGS, new Contacts(calls, 0, ContactsJoin.KEYED), Instant.EPOCH)),
        startsWith("JudgeActivity works on bounded input only"));
  }

  private static WithFailures.Result<PCollection<EventBlock>, DeadLetter> judge(
      Pipeline pipeline, ContactsJoin join, long contactBytes, RowBlock... rows) {
    PCollection<IdentifyCalls> contacts =
        pipeline
            .apply("Contacts", Create.<RowUnit>of(CONTACTS).withCoder(RowSamples.unitCoder()))
            .apply("ParseContacts", ParseContacts.with(IdentifyCallParser.mapping()))
            .output();
    return pipeline
        .apply("Rows", Create.<RowUnit>of(List.of(rows)).withCoder(RowSamples.unitCoder()))
        .apply(
            "JudgeActivity",
            JudgeActivity.by(
                SETTINGS,
                new Contacts(contacts, contactBytes, join),
                Instant.parse("2026-11-23T00:00:00Z")));
  }

  private static PCollection<String> events(PCollection<EventBlock> judged) {
    return judged
        .apply("EachEvent", EachEvent.create())
        .apply(
            "Describe",
            MapElements.into(TypeDescriptors.strings()).via(JudgeActivityTest::describe));
  }

  private static String describe(TrackEvent event) {
    Matcher user = Pattern.compile("\"userId\":\"([^\"]*)\"").matcher(event.json().text());
    return event.eventName() + " " + (user.find() ? user.group(1) : "?");
  }

  private static String row(String event, String email, String time) {
    return "{\"event\":\""
        + event
        + "\",\"email\":\""
        + email
        + "\",\"occurred_at\":\""
        + time
        + "\"}";
  }
}
