package io.github.mailmodosource.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.metrics.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theJsonHasTheKeysOfTheContractInItsOrder() throws Exception {
    JsonNode report = JSON.readTree(Reports.sample().json());
    assertThat(
        keys(report),
        contains(
            "job",
            "version",
            "runner",
            "started",
            "finished",
            "exitCode",
            "stopped",
            "funnel",
            "events",
            "contacts",
            "delivery",
            "warnings",
            "examples",
            "deadLetters",
            "days"));
    assertThat(
        keys(report.get("contacts")), contains("read", "identified", "ignored", "ignoredFor"));
    assertThat(
        keys(report.at("/contacts/ignoredFor")),
        contains("no_email", "no_user_id", "no_identify_call", "unreadable"));
    assertThat(
        keys(report.get("delivery")),
        contains("requests", "retries", "throttled", "bytes", "eventsPerSecond"));
    assertThat(
        keys(report.get("warnings")),
        contains(
            "unexpected_campaign_type",
            "unknown_fields",
            "ambiguous_local_time",
            "duplicate_differs"));
    assertThat(keys(report.get("deadLetters")), contains("bad_json", "unknown_event"));
    assertThat(keys(report.get("events")), contains("Email Sent", "unknown"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/funnel", "/events/Email Sent", "/events/unknown"})
  void everyOutcomeStandsThereAlsoThoseThatAreZero(String where) throws Exception {
    assertThat(
        keys(JSON.readTree(Reports.sample().json()).at(where)),
        contains(
            "read",
            "invalid",
            "outside_window",
            "not_identified",
            "identified_later",
            "suppressed",
            "duplicate",
            "sent",
            "undelivered"));
  }

  @Test
  void theJsonHasTheFigures() throws Exception {
    JsonNode report = JSON.readTree(Reports.sample().json());
    assertThat(report.get("job").textValue(), is("send"));
    assertThat(report.get("version").textValue(), is("0.1.0"));
    assertThat(report.get("runner").textValue(), is("DirectRunner"));
    assertThat(report.get("started").textValue(), is("2026-11-20T03:04:05.678Z"));
    assertThat(report.get("finished").textValue(), is("2026-11-20T03:04:07.678Z"));
    assertThat(report.get("exitCode").isInt(), is(true));
    assertThat(report.at("/funnel/read").longValue(), is(1_234L));
    assertThat(report.at("/funnel/sent").longValue(), is(1_230L));
    assertThat(report.at("/funnel/undelivered").longValue(), is(0L));
    assertThat(report.at("/events/unknown/invalid").longValue(), is(4L));
    assertThat(report.at("/contacts/identified").longValue(), is(11_999L));
    assertThat(report.at("/delivery/bytes").longValue(), is(123_456L));
    assertThat(report.at("/delivery/eventsPerSecond").doubleValue(), is(615.0));
    assertThat(report.at("/warnings/unknown_fields").longValue(), is(7_000L));
    assertThat(report.at("/examples/duplicate_differs").textValue(), is("r***@example.com twice"));
    assertThat("a run that came to its end", report.get("stopped").isNull(), is(true));
    assertThat(report.at("/deadLetters/bad_json").longValue(), is(3L));
  }

  @Test
  void aRunThatCameToItsEndDidNotStop() throws Exception {
    JsonNode report = JSON.readTree(Reports.sample().json());
    assertThat(report.get("stopped").isNull(), is(true));
    assertThat(report.has("left"), is(false));
    assertThat(report.has("notes"), is(false));
  }

  /** "A run that stopped early has 'stopped' (why) and 'left': 'left' joins the sum." */
  @Test
  void whatARunThatStoppedHadUnderWayIsLeft() throws Exception {
    Funnel funnel = new Funnel();
    funnel.add("Email Sent", Outcome.READ, 10);
    funnel.add("Email Sent", Outcome.NOT_IDENTIFIED, 1);
    funnel.add("Email Sent", Outcome.SENT, 5);
    funnel.add("unknown", Outcome.READ, 2);
    funnel.add("unknown", Outcome.INVALID, 2);
    RunReport stopped = Reports.with(funnel, Map.of()).withStop(new Stop("no room", false));
    JsonNode report = JSON.readTree(stopped.json());
    assertThat(report.get("stopped").textValue(), is("no room"));
    assertThat(report.get("left").longValue(), is(4L));
  }

  @Test
  void notesAreSentencesWithoutAddresses() throws Exception {
    RunReport noted = Reports.sample().withNotes(List.of("no column a@b.co"));
    assertThat(
        JSON.readTree(noted.json()).at("/notes/0").textValue(), not(containsString("a@b.co")));
  }

  @Test
  void theJsonEndsWithALineEnd() {
    assertThat(Reports.sample().json(), endsWith("}\n"));
  }

  @Test
  void theExitCodeIsSetWhenTheRunIsJudged() throws Exception {
    RunReport judged = Reports.sample().withExitCode(3);
    assertThat(judged.exitCode(), is(3));
    assertThat(JSON.readTree(judged.json()).get("exitCode").intValue(), is(3));
    assertThat(judged.deadLetterCount(), is(4L));
  }

  @Test
  void aRunThatStoppedSaysWhyWithoutAnybodysAddress() throws Exception {
    RunReport stopped = Reports.sample().withStop(new Stop("no reader@example.com here", false));
    JsonNode report = JSON.readTree(stopped.json());
    assertThat(report.get("stopped").textValue(), is("no r***@example.com here"));
    assertThat(report.has("countsLost"), is(false));
    JsonNode lost = JSON.readTree(Reports.sample().withStop(new Stop("x", true)).json());
    assertThat(lost.get("countsLost").booleanValue(), is(true));
  }

  @Test
  void deadLettersOfAllReasonsAreCounted() {
    assertThat(Reports.sample().deadLetterCount(), is(4L));
    assertThat(Reports.with(new Funnel(), Map.of()).deadLetterCount(), is(0L));
  }

  @Test
  void whatTheTrackingPlanSaysIsThereByEvent() throws Exception {
    assertThat(
        new ObjectMapper().readTree(Reports.withTrackingPlan().json()).path("trackingPlan"),
        is(
            new ObjectMapper()
                .readTree(
                    """
                    {"events": {
                      "Email Sent": {"planned": true, "compared": 20, "violating": 0, "violations": []},
                      "Link Clicked": {"planned": true, "compared": 10, "violating": 4, "violations": [
                        {"kind": "wrong_type", "property": "properties.link_id", "count": 3, "example": "mailmodo-17"},
                        {"kind": "unplanned_property", "property": "properties.utm/source", "count": 2}]}}}
                    """)));
    assertThat(Reports.sample().json().contains("trackingPlan"), is(false));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2000, 0.0",
    "5, 2000, 2.5",
    "1, 3000, 0.3",
    "2, 3000, 0.7",
    "1000, 0, 0.0",
    "1000, 500, 2000.0",
  })
  void eventsPerSecondHaveOneDigitAndNeedATime(long sent, long millis, double rate) {
    Funnel funnel = new Funnel();
    funnel.add("Email Sent", Outcome.SENT, sent);
    RunReport report =
        new RunReport(
            "send",
            "0.1.0",
            "DirectRunner",
            Instant.EPOCH,
            Instant.EPOCH.plusMillis(millis),
            0,
            null,
            funnel,
            new DayCounts(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            null,
            List.of(),
            null,
            null);
    assertThat(report.eventsPerSecond(), is(rate));
  }

  private static List<String> keys(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }
}
