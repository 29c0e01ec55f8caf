package io.github.mailmodosource.send;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.ChildJvm;
import io.github.mailmodosource.Golden;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs of {@code send}: files in, what Segment got and what the user was told out. */
class SendJobTest {
  private static final String CONTACTS = "--contacts=testdata/contacts.jsonl";

  @TempDir Path folder;
  private Sandbox segment;

  @BeforeEach
  void startSegment() throws BindException {
    segment = Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY));
  }

  @AfterEach
  void stopSegment() {
    segment.close();
  }

  private Result send(String... options) {
    return JobProbe.in(folder).with(options).on(RunnerMode.DIRECT).send(segment.endpoint());
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void everyRunnerSendsWhatTheContractSays(RunnerMode mode) {
    Result result =
        JobProbe.in(folder)
            .with("--activity=testdata/activity.jsonl", CONTACTS)
            .on(mode)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(0));
    assertSame(Golden.payloads("activity.jsonl.golden"), Golden.canonical(segment.events()));
    assertFunnel(result, "activity.funnel.json");
    assertThat(result.letters(), is(empty()));
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void theSameIsSentIfActivityAndContactsAreGroupedByEmail(RunnerMode mode) {
    Result result =
        JobProbe.in(folder)
            .with("--activity=testdata/activity.jsonl", CONTACTS, "--contactsJoin=keyed")
            .on(mode)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(0));
    assertSame(Golden.payloads("activity.jsonl.golden"), Golden.canonical(segment.events()));
    assertFunnel(result, "activity.funnel.json");
  }

  @ParameterizedTest
  @CsvSource({
    "activity.csv, contacts.jsonl, activity.jsonl.golden",
    "activity.jsonl, contacts.csv, activity.jsonl.golden",
  })
  void theSameRowsInAnotherFormatGiveTheSamePayloads(
      String activity, String contacts, String golden) {
    Result result = send("--activity=testdata/" + activity, "--contacts=testdata/" + contacts);

    assertThat(result.err(), result.exitCode(), is(0));
    assertSame(Golden.payloads(golden), Golden.canonical(segment.events()));
  }

  @Test
  void compressedFilesAreReadAsIfTheyWereNot() {
    Result result =
        send(
            "--activity=testdata/activity-*.gz,testdata/activity-*.zst,testdata/activity-*.bz2",
            CONTACTS);

    assertThat(result.err(), result.exitCode(), is(0));
    assertSame(Golden.payloads("compressed.golden"), Golden.canonical(segment.events()));
    assertFunnel(result, "compressed.funnel.json");
  }

  /** In a process of its own: no run before it has made the file system known. */
  @Test
  void filesOfAFileSystemOnTheClassPathAreRead() throws Exception {
    Path report = folder.resolve("report");
    Path key = folder.resolve("key");
    JobProbe.write(key, JobProbe.WRITE_KEY);
    Process process =
        ChildJvm.start(
            folder,
            List.of(),
            List.of(
                "send",
                "--activity=attic://" + Path.of("testdata/activity.jsonl").toAbsolutePath(),
                CONTACTS,
                "--writeKey=file:" + key,
                "--endpoint=" + segment.endpoint(),
                "--report=" + report));

    int exitCode = process.waitFor();
    assertThat(ChildJvm.log(folder), exitCode, is(0));
    assertSame(Golden.payloads("activity.jsonl.golden"), Golden.canonical(segment.events()));
  }

  @Test
  void aMappingReadsAnExportWithOtherNames() {
    Result result =
        send(
            "--activity=testdata/mapped.jsonl",
            "--activityFields=occurred_at=recordedAt.ts,email=recipient.email,event='Email Opened'",
            CONTACTS);

    assertThat(result.err(), result.exitCode(), is(0));
    assertSame(Golden.payloads("mapped.jsonl.golden"), Golden.canonical(segment.events()));
    assertFunnel(result, "mapped.funnel.json");
  }

  @ParameterizedTest
  @CsvSource({"jsonl, DIRECT", "csv, DIRECT", "jsonl, FLINK_BATCH", "csv, FLINK_DATA_STREAM"})
  void everyBadRowBecomesADeadLetterWithItsOriginal(String format, RunnerMode mode) {
    Result result =
        JobProbe.in(folder)
            .with("--activity=testdata/bad-rows." + format, CONTACTS)
            .on(mode)
            .send(segment.endpoint());

    assertThat(result.exitCode(), is(3));
    assertSame(
        Golden.payloads("bad-rows-" + format + ".golden"), Golden.canonical(segment.events()));
    assertSame(
        Golden.letters("bad-rows-" + format + ".letters.jsonl"),
        result.letters().stream().map(SendJobTest::reasonAndRow).sorted().toList());
    assertFunnel(result, "bad-rows-" + format + ".funnel.json");
    assertThat(result.err(), containsString("more than --maxDeadLetters=0 allows"));
  }

  @Test
  void aDeadLetterHasTheFieldsOfTheContract() {
    Result result = send("--activity=testdata/bad-rows.csv", CONTACTS, "--maxDeadLetters=1000000");

    assertThat("dead letters within --maxDeadLetters", result.exitCode(), is(0));
    for (JsonNode letter : result.letters()) {
      assertThat(letter.path("stage").asText(), is("parse"));
      assertThat(letter.path("message").asText(), not(is("")));
      assertThat(letter.path("source").asText(), containsString("bad-rows.csv line "));
      assertThat(letter.path("failedAt").asText(), containsString("T"));
      assertThat(letter.path("attempts").asInt(-1), is(0));
    }
  }

  @Test
  void anEventThatIsTooLargeIsADeadLetterWithItsPayloadAndHoldsUpNoOther() {
    Path activity = folder.resolve("activity.jsonl");
    String row =
        "{'id':'%s','event':'opened','email':'reader@example.com',"
            + "'occurred_at':'2026-11-20T10:00:00Z','email_subject':'%s'}%n";
    JobProbe.write(
        activity,
        (row.formatted("1", "short") + row.formatted("2", "x".repeat(32_000))).replace('\'', '"'));

    Result result = send("--activity=" + activity, CONTACTS);

    assertThat(result.exitCode(), is(3));
    assertThat(segment.events(), hasSize(1));
    assertThat(result.report().at("/funnel/undelivered").asInt(), is(1));
    JsonNode letter = result.letters().get(0);
    assertThat(letter.path("stage").asText(), is("deliver"));
    assertThat(letter.path("reason").asText(), is("event_too_large"));
    assertThat(letter.at("/event/properties/email_subject").asText().length(), is(32_000));
    assertThat(letter.path("attempts").asInt(-1), is(0));
  }

  @Test
  void anActivityThatIsReadTwiceIsSentOnce() {
    Result result = send("--activity=testdata/activity.jsonl,testdata/activity.csv", CONTACTS);

    assertSame(Golden.payloads("activity.jsonl.golden"), Golden.canonical(segment.events()));
    assertThat(segment.stats().duplicates(), is(0L));
    assertThat(result.report().at("/funnel/duplicate").asInt(), is(5 + 41 + 5));
  }

  @Test
  void duplicatesAreKeptIfTheUserSaysSo() {
    Result result = send("--activity=testdata/activity.jsonl", CONTACTS, "--deduplicate=false");

    assertThat(segment.stats().duplicates(), is(5L));
    assertThat(result.report().at("/funnel/duplicate").asInt(), is(0));
    assertThat(result.report().at("/funnel/sent").asInt(), is(46));
  }

  @Test
  void aSecondRunSendsTheSameMessageIds() {
    send("--activity=testdata/activity.jsonl", CONTACTS);
    send("--activity=testdata/activity.jsonl", CONTACTS);

    assertThat(segment.events(), hasSize(41));
    assertThat(segment.stats().duplicates(), is(41L));
  }

  @Test
  void rowsOutsideTheWindowAreCountedAndNotSent() {
    Result result = send("--activity=testdata/activity.jsonl", CONTACTS, "--since=2030-01-01");

    assertThat(result.exitCode(), is(0));
    assertThat(result.report().at("/funnel/outside_window").asInt(), is(53));
    assertThat(segment.events(), is(empty()));
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void aKeyThatIsRefusedStopsTheJobWithOneLine(RunnerMode mode) throws BindException {
    try (Sandbox other = Sandbox.start(SandboxSettings.onAnyPort().withWriteKey("another-key"))) {
      Result result =
          JobProbe.in(folder)
              .with("--activity=testdata/activity.jsonl", CONTACTS)
              .on(mode)
              .send(other.endpoint());

      assertThat(result.exitCode(), is(1));
      assertThat(
          result.err().lines().toList(),
          contains(
              allOf(
                  containsString("answered 401; the write key in file:"),
                  containsString("was not accepted; check it"))));
      assertThat(other.events(), is(empty()));
    }
  }

  private static String reasonAndRow(JsonNode letter) {
    ObjectNode kept = new ObjectMapper().createObjectNode();
    for (String field : List.of("reason", "row", "rowEncoding")) {
      if (letter.has(field)) {
        kept.set(field, letter.get(field));
      }
    }
    return kept.toString();
  }

  /** Says which are too few and which too many, not two lists of fifty. */
  private static void assertSame(List<String> expected, List<String> actual) {
    List<String> missing = new ArrayList<>(expected);
    actual.forEach(missing::remove);
    List<String> unexpected = new ArrayList<>(actual);
    expected.forEach(unexpected::remove);
    assertThat("missing", missing, is(empty()));
    assertThat("unexpected", unexpected, is(empty()));
  }

  private static void assertFunnel(Result result, String golden) {
    JsonNode expected = Golden.funnel(golden);
    JsonNode report = result.report();
    for (String part : List.of("funnel", "events", "contacts", "warnings", "deadLetters")) {
      assertThat(part, report.get(part), equalTo(expected.get(part)));
    }
  }
}
