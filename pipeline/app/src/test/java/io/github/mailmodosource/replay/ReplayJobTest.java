package io.github.mailmodosource.replay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.Golden;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of {@code replay}: dead letters in, what Segment got and what is left out. */
class ReplayJobTest {
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

  /** The letters of a run that could not deliver anything. */
  private Result undelivered() throws IOException {
    Result result =
        run("--activity=testdata/activity.jsonl", CONTACTS, "--retryFor=0s").send(nobody());
    assertThat(result.exitCode(), is(3));
    assertThat(result.letters(), hasSize(41));
    return result;
  }

  private JobProbe run(String... options) {
    return JobProbe.in(folder).with(options).on(RunnerMode.DIRECT);
  }

  private static String lettersOf(Result result) {
    return "--deadLetters=" + result.folder();
  }

  @Test
  void eventsThatWereNotDeliveredAreSentUnchanged() throws IOException {
    Result lost = undelivered();

    Result replayed = run(lettersOf(lost)).replay(segment.endpoint());

    assertThat(replayed.err(), replayed.exitCode(), is(0));
    assertThat(
        Golden.canonical(segment.events()), equalTo(Golden.payloads("activity.jsonl.golden")));
    assertThat(replayed.report().path("job").asText(), is("replay"));
    assertThat(replayed.report().at("/funnel/read").asInt(), is(41));
    assertThat(replayed.report().at("/funnel/sent").asInt(), is(41));
    assertThat(replayed.letters(), is(empty()));
  }

  @Test
  void replayingTwiceSendsTheSameMessageIds() throws IOException {
    Result lost = undelivered();

    run(lettersOf(lost)).replay(segment.endpoint());
    run(lettersOf(lost)).replay(segment.endpoint());

    assertThat(segment.events(), hasSize(41));
    assertThat(segment.stats().duplicates(), is(41L));
  }

  /** "never sent, never replayed": somebody may have asked for it since the letter was written. */
  @Test
  void lettersOfSuppressedPeopleAreNotSent() throws IOException {
    Result lost = undelivered();
    Path list = folder.resolve("suppressed.jsonl");
    JobProbe.write(
        list,
        """
        {"data":{"suppressed":[{"subjectType":"USER_ID","subjectIds":["97980cfea0067"]}]}}
        {"email":"Student@example.org"}
        """);

    Result replayed = run(lettersOf(lost), "--suppressed=" + list).replay(segment.endpoint());

    assertThat(replayed.err(), replayed.exitCode(), is(0));
    long left =
        lost.letters().stream()
            .map(letter -> letter.get("event"))
            .filter(ReplayJobTest::isListed)
            .count();
    assertThat(left, is(greaterThan(1L)));
    assertThat(replayed.report().at("/funnel/suppressed").asLong(), is(left));
    assertThat(replayed.report().at("/funnel/sent").asLong(), is(41 - left));
    assertThat(
        segment.events().stream().map(JobProbe::parse).filter(ReplayJobTest::isListed).toList(),
        is(empty()));

    Path bad = folder.resolve("bad-row");
    JobProbe.write(
        Files.createDirectory(bad).resolve("dead-letters-1.jsonl"),
        """
        {"stage":"parse","reason":"bad_suppressed","message":"x","source":"people.csv line 2",\
        "row":"{}","failedAt":"2026-11-20T03:04:05.678Z","attempts":0}
        """);
    Result stays = run("--deadLetters=" + bad, CONTACTS).replay(segment.endpoint());
    assertThat(stays.exitCode(), is(3));
    assertThat(values(stays, "reason"), equalTo(List.of("bad_suppressed")));
    assertThat("no row of activity", stays.report().at("/funnel/read").asInt(), is(0));
  }

  private static boolean isListed(JsonNode event) {
    return event.path("userId").asText().equals("97980cfea0067")
        || event.at("/context/traits/email").asText().equals("student@example.org");
  }

  @Test
  void aLetterThatFailsAgainIsWrittenOnceMoreWithItsAttemptsAddedUpAndNothingNested()
      throws IOException {
    Result lost = undelivered();
    Result lostAgain = run(lettersOf(lost), "--retryFor=0s").replay(nobody());
    Result lostThrice = run(lettersOf(lostAgain), "--retryFor=0s").replay(nobody());

    assertThat(lostThrice.exitCode(), is(3));
    assertThat(values(lostThrice, "row"), equalTo(values(lost, "row")));
    assertThat(values(lostThrice, "source"), equalTo(values(lost, "source")));
    assertThat(values(lostThrice, "event"), equalTo(values(lost, "event")));
    assertThat(
        lostThrice.letters().stream().map(letter -> letter.path("attempts").asInt()).toList(),
        everyItem(is(greaterThanOrEqualTo(3))));

    run(lettersOf(lostThrice)).replay(segment.endpoint());
    assertThat(
        Golden.canonical(segment.events()), equalTo(Golden.payloads("activity.jsonl.golden")));
  }

  @Test
  void rowsAreJudgedAgainUnderTodaysOptions() {
    // Of one row that can be read: if all had other names, the run would be refused.
    Path mixed = folder.resolve("mixed.jsonl");
    JobProbe.write(
        mixed,
        "{\"event\":\"opened\",\"email\":\"nobody@example.net\",\"occurred_at\":1700000000}\n"
            + JobProbe.read(Path.of("testdata/mapped.jsonl")));
    Result unread = run("--activity=" + mixed, CONTACTS).send(segment.endpoint());
    assertThat(unread.letters(), hasSize(6));

    Result replayed =
        run(
                lettersOf(unread),
                CONTACTS,
                "--activityFields=occurred_at=recordedAt.ts,email=recipient.email,event='Email"
                    + " Opened'")
            .replay(segment.endpoint());

    assertThat(replayed.err(), replayed.exitCode(), is(0));
    assertThat(Golden.canonical(segment.events()), equalTo(Golden.payloads("mapped.jsonl.golden")));
    assertThat(
        replayed.report().get("funnel"),
        equalTo(Golden.funnel("mapped.funnel.json").get("funnel")));
  }

  @Test
  void aCsvRowIsReadAgainWithItsHeader() {
    Result unread = run("--activity=testdata/bad-rows.csv", CONTACTS).send(segment.endpoint());
    Result replayed = run(lettersOf(unread), CONTACTS).replay(segment.endpoint());

    assertThat(replayed.exitCode(), is(3));
    assertThat(values(replayed, "row"), equalTo(values(unread, "row")));
    assertThat(values(replayed, "header"), equalTo(values(unread, "header")));
    assertThat(values(replayed, "reason"), equalTo(values(unread, "reason")));
  }

  /** What the JSON library would not read by itself, and what no number type holds. */
  @Test
  void whateverARowHoldsItIsSentOrALetterThatIsReadAgain() {
    String row =
        "{\"event\":\"sent\",\"email\":\"reader@example.com\",\"occurred_at\":\"2026-11-20T10:00:0%dZ\",%s}%n";
    Path activity = folder.resolve("strange.jsonl");
    JobProbe.write(
        activity,
        row.formatted(1, "\"" + "aB".repeat(20_000) + "\":1")
            + row.formatted(2, "\"имя\":1e999999999")
            + row.formatted(3, "\"a\":" + "[".repeat(998) + "]".repeat(998))
            + row.formatted(4, "\"a\":" + "[".repeat(999) + "]".repeat(999))
            + row.formatted(5, "\"a\":" + "[".repeat(1_000) + "]".repeat(1_000))
            + row.formatted(6, "\"a\":" + "7".repeat(3_000)));
    Path contacts = folder.resolve("contacts.jsonl");
    JobProbe.write(contacts, "{\"email\":\"reader@example.com\",\"user_id\":\"U-1\"}\n");
    String[] options = {"--contacts=" + contacts, "--extraProperties=keep"};

    Result sent =
        run("--activity=" + activity)
            .with(options)
            .with("--maxDeadLetters=6")
            .send(segment.endpoint());
    assertThat(sent.err(), sent.exitCode(), is(0));
    assertThat(sent.report().at("/funnel/read").asInt(), is(6));
    assertThat(sent.report().at("/deadLetters/bad_json").asInt(), is(1));
    assertThat(sent.report().at("/deadLetters/event_too_large").asInt(), is(1));

    Result replayed = run(lettersOf(sent)).with(options).replay(segment.endpoint());
    assertThat(replayed.report().at("/funnel/read").asInt(), is(6));
    assertThat(replayed.report().get("deadLetters"), equalTo(sent.report().get("deadLetters")));
    assertThat(replayed.exitCode(), is(3));
  }

  @Test
  void withoutContactsRowsStayDeadLettersAsTheyWere() {
    Result unread = run("--activity=testdata/bad-rows.jsonl", CONTACTS).send(segment.endpoint());
    Result replayed = run(lettersOf(unread)).replay(segment.endpoint());

    assertThat(replayed.exitCode(), is(3));
    assertThat(
        replayed.letters().stream().map(JsonNode::toString).sorted().toList(),
        equalTo(unread.letters().stream().map(JsonNode::toString).sorted().toList()));
    assertThat(replayed.report().at("/funnel/invalid").asInt(), is(34));
  }

  @Test
  void aLineThatIsNoLetterBecomesOne() {
    Path file = folder.resolve("dead-letters-of-someone-else.jsonl");
    JobProbe.write(file, "not a letter\n{\"reason\":\"segment_unavailable\",\"row\":\"{}\"}\n");

    Result replayed = run("--deadLetters=" + file).replay(segment.endpoint());

    assertThat(replayed.exitCode(), is(3));
    assertThat(values(replayed, "reason"), equalTo(List.of("bad_json", "bad_json")));
    assertThat(replayed.report().at("/funnel/invalid").asInt(), is(2));
  }

  @Test
  void aFolderWithoutLettersIsAUsageError() {
    Result result = run("--deadLetters=" + folder).replay(segment.endpoint());

    assertThat(result.exitCode(), is(2));
    assertThat(result.err(), containsString("dead-letters-*.jsonl does not match any file"));
  }

  private static List<String> values(Result result, String field) {
    return result.letters().stream()
        .map(letter -> letter.path(field).toString())
        .sorted()
        .map(text -> text.replaceFirst("^\"([a-z_]+)\"$", "$1"))
        .toList();
  }

  /** An address where nobody listens. */
  private static String nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }
}
