package io.github.mailmodosource.preview;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.Golden;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs of {@code preview}: there is nobody to send to, and no key. */
class PreviewJobTest {
  private static final String ACTIVITY = "--activity=testdata/activity.jsonl";
  private static final String CONTACTS = "--contacts=testdata/contacts.jsonl";
  private static final String NO_KEY = "--writeKey=env:MAILMODO_SOURCE_NOBODY_SETS_THIS";
  private static final String NOBODY = "--endpoint=http://127.0.0.1:9";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void everyRunnerShowsTheSamePayloadsAndTheFunnel(RunnerMode mode) {
    Result result = preview(mode, ACTIVITY, CONTACTS, NO_KEY, NOBODY);

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(inOrder(result.out()), is(inOrder(Golden.read("preview.jsonl.golden"))));
    assertThat(
        result.err().replaceAll("  +", " "),
        allOf(
            containsString("preview: 53 rows read in "),
            containsString("\n identified_later 3\n suppressed 0\n duplicate 5\n"),
            containsString("\n would_send 41\n undelivered 0\n")));
  }

  /** The contract's funnel, and no file that holds an address. */
  @Test
  void theReportIsThatOfSendButNothingWasSent() throws IOException {
    Result result = preview(RunnerMode.DIRECT, ACTIVITY, CONTACTS);

    JsonNode expected = Golden.funnel("activity.funnel.json");
    JsonNode report = result.report();
    assertThat(report.path("job").asText(), is("preview"));
    assertThat(
        report.path("funnel").toString(),
        is(expected.path("funnel").toString().replace("\"sent\"", "\"would_send\"")));
    assertThat(report.at("/events/Link Clicked/would_send").asInt(), is(5));
    assertThat(report.path("contacts"), is(expected.path("contacts")));
    assertThat(report.at("/delivery/requests").asInt(-1), is(0));
    assertThat(report.at("/delivery/eventsPerSecond").asDouble(-1), is(0.0));
    try (Stream<Path> files = Files.list(result.folder())) {
      assertThat(
          files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith("l")).toList(),
          is(List.of("report.html")));
    }
  }

  @Test
  void withALargeLimitEveryPayloadIsShownOnce() {
    Result result = preview(RunnerMode.DIRECT, ACTIVITY, CONTACTS, "--limit=1000");

    assertThat(
        Golden.canonical(result.out().lines().toList()),
        is(Golden.payloads("activity.jsonl.golden")));
  }

  @Test
  void withoutALimitToShowThereIsOnlyTheFunnel() {
    Result result = preview(RunnerMode.DIRECT, ACTIVITY, CONTACTS, "--limit=0");

    assertThat(result.exitCode(), is(0));
    assertThat(result.out(), is(""));
    assertThat(result.err(), containsString("would_send"));
  }

  @Test
  void whatSendWouldNotGetThroughIsTheSameDeadLetter() {
    Path activity = folder.resolve("activity.jsonl");
    String row =
        "{'id':'%s','event':'opened','email':'reader@example.com',"
            + "'occurred_at':'2026-11-20T10:00:00Z','email_subject':'%s'}%n";
    JobProbe.write(
        activity,
        (row.formatted("1", "x".repeat(32_000)) + row.formatted("2", "short")).replace('\'', '"'));

    Result result = preview(RunnerMode.DIRECT, "--activity=" + activity, CONTACTS);

    assertThat(result.exitCode(), is(3));
    assertThat(result.out().lines().count(), is(1L));
    assertThat(result.out(), containsString("\"email_subject\":\"short\""));
    assertThat(result.report().at("/funnel/would_send").asInt(), is(1));
    assertThat(result.report().at("/funnel/undelivered").asInt(), is(1));
    assertThat(result.letters().get(0).path("reason").asText(), is("event_too_large"));
  }

  /** "Success never means that nothing could be done." */
  @Test
  void whereNobodyIsKnownThePreviewFailsAsSendWould() {
    Path contacts = folder.resolve("contacts.jsonl");
    JobProbe.write(contacts, "{\"email\":\"reader@example.com\"}\n{\"user_id\":\"u-1\"}\n");

    Result result = preview(RunnerMode.DIRECT, ACTIVITY, "--contacts=" + contacts);

    assertThat(result.exitCode(), is(1));
    assertThat(result.out(), is(""));
    assertThat(result.err(), containsString("no contact could be identified"));
    assertThat(result.letters(), is(empty()));
  }

  @Test
  void integrationsStandInEachPayload() {
    Result result =
        preview(
            RunnerMode.DIRECT, ACTIVITY, CONTACTS, "--integrations={\"All\":false}", "--limit=3");

    assertThat(result.out().lines().count(), is(3L));
    result
        .out()
        .lines()
        .forEach(
            line -> {
              assertThat(line, containsString("\"integrations\":{\"All\":false}"));
              assertThat(line, not(containsString("Mailmodo\":false")));
            });
  }

  private Result preview(RunnerMode mode, String... options) {
    return JobProbe.in(folder).with(options).on(mode).preview();
  }

  private static List<String> inOrder(String lines) {
    return lines.lines().map(line -> Golden.canonical(List.of(line)).get(0)).toList();
  }
}
