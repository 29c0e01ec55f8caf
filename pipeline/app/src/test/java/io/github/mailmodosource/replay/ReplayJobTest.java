package io.github.mailmodosource.replay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.Golden;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterSamples;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static final String GOOD_ROW =
      "{\"event\":\"sent\",\"email\":\"reader@example.com\","
          + "\"occurred_at\":\"2026-11-20T10:00:%02dZ\"%s}";

  private String readers() {
    Path contacts = folder.resolve("readers.jsonl");
    JobProbe.write(contacts, "{\"email\":\"reader@example.com\",\"user_id\":\"U-1\"}\n");
    return "--contacts=" + contacts;
  }

  private Path folderOfLetters(String... texts) throws IOException {
    Path letters = Files.createTempDirectory(folder, "letters");
    for (int i = 0; i < texts.length; i++) {
      JobProbe.write(letters.resolve("dead-letters-" + i + ".jsonl"), texts[i]);
    }
    return letters;
  }

  private static String letter(Reason reason, String row, @Nullable String event) {
    DeadLetter letter =
        new DeadLetter(
            reason,
            "why",
            "a.jsonl line 1",
            row,
            false,
            null,
            event,
            Instant.parse("2026-11-20T03:04:05.678Z"),
            event == null ? 0 : 2);
    return new String(DeadLetterSamples.line(letter), StandardCharsets.UTF_8).stripTrailing();
  }

  private static String event(String messageId, String properties) {
    return "{\"type\":\"track\",\"event\":\"Order Done\",\"userId\":\"U-1\",\"messageId\":\""
        + messageId
        + "\",\"properties\":{"
        + properties
        + "}}";
  }

  /** "Whatever id it is"; several letters on one line, and one that stands there twice. */
  @Test
  void lettersOfOtherPipelinesThatWerePutTogetherReachSegmentOnce() throws IOException {
    String order = event("order-17", "\"sum\":1.10,\"name\":\" Größe \"");
    String other = event("00000000-0000-4000-8000-000000000000", "");
    String letter = letter(Reason.SEGMENT_UNAVAILABLE, "", order);
    String half = letter.substring(0, 150);
    Path letters =
        folderOfLetters(
            letter + letter(Reason.REJECTED_BY_SEGMENT, "", other) + "\n" + half,
            half + letter + "\n");
    JobProbe.write(letters.resolve("report.json"), "{\"job\":\"send\"}");
    JobProbe.write(letters.resolve("differences.jsonl"), "{\"kind\":\"missing\"}\n");
    segment.close();
    segment =
        Sandbox.start(
            SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY).withLenient(true));

    Result replayed = run("--deadLetters=" + letters).replay(segment.endpoint());

    assertThat(replayed.err(), replayed.exitCode(), is(3));
    assertThat(segment.events(), containsInAnyOrder(order, other));
    assertThat(segment.stats().duplicates(), is(0L));
    assertThat(replayed.report().at("/funnel/read").asInt(), is(5));
    assertThat(replayed.report().at("/funnel/sent").asInt(), is(2));
    assertThat(replayed.report().at("/funnel/duplicate").asInt(), is(1));
    assertThat(replayed.report().at("/funnel/invalid").asInt(), is(2));
    assertThat(
        "the bytes of what was no letter",
        replayed.letters().stream().map(line -> line.path("row").asText()).toList(),
        is(List.of(half, half)));
  }

  /** Letters in = what came of them: whatever is cut and however the files were put together. */
  @ParameterizedTest
  @ValueSource(longs = {16, 1_616, 161_616})
  void nothingIsLostOfFilesThatWereCutAndPutTogether(long seed) throws IOException {
    Random random = new Random(seed);
    Set<String> ids = new TreeSet<>();
    Set<String> subjects = new TreeSet<>();
    StringBuilder halves = new StringBuilder();
    String[] files = new String[4];
    for (int file = 0; file < files.length; file++) {
      boolean array = file == 3;
      StringBuilder text = new StringBuilder(array ? "[" : "");
      for (int i = 0; i < 40; i++) {
        String name = file + "-" + i;
        boolean parse = random.nextBoolean();
        String letter =
            parse
                ? letter(
                    Reason.BAD_TIME,
                    GOOD_ROW.formatted(i, ",\"campaign_id\":\"" + name + "\""),
                    null)
                : letter(Reason.REJECTED_BY_SEGMENT, "{\"a\":[1]}", event(name, "\"a\":[{}]"));
        if (!array && random.nextInt(4) == 0) {
          letter = letter.substring(0, 1 + random.nextInt(letter.length() - 1));
          halves.append(letter);
        } else {
          (parse ? subjects : ids).add(name);
        }
        String between =
            array
                ? (i < 39 ? ", " : "")
                : List.of("", "\n", "\r\n", " ", "\n\n").get(random.nextInt(5));
        text.append(letter).append(between);
      }
      files[file] = text.toString();
    }
    segment.close();
    segment =
        Sandbox.start(
            SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY).withLenient(true));

    Result replayed =
        run("--deadLetters=" + folderOfLetters(files), readers(), "--maxDeadLetters=1000")
            .replay(segment.endpoint());

    assertThat(replayed.err(), replayed.exitCode(), is(0));
    List<JsonNode> events = segment.events().stream().map(JobProbe::parse).toList();
    assertThat(texts(events, "/messageId", "^[0-9].*"), is(ids));
    assertThat(texts(events, "/properties/campaign_id", ".+"), is(subjects));
    assertThat(events, hasSize(ids.size() + subjects.size()));
    assertThat(replayed.report().at("/funnel/sent").asInt(), is(events.size()));
    assertThat(
        "the array is never closed, and nothing but white space is left out",
        sorted(
            replayed.letters().stream()
                .map(letter -> letter.path("row").asText())
                .collect(Collectors.joining())),
        is(sorted(halves.toString())));
  }

  private static Set<String> texts(List<JsonNode> events, String pointer, String like) {
    return events.stream()
        .map(event -> event.at(pointer).asText())
        .filter(text -> text.matches(like))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String sorted(String text) {
    return text.chars()
        .filter(c -> " \r\n[],".indexOf(c) < 0)
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** "Rows corrected by hand included", whatever was wrong with them. */
  @Test
  void aRowThatWasCorrectedIsSentWhateverWasWrongWithIt() throws IOException {
    List<Reason> ofActivity =
        Arrays.stream(Reason.values())
            .filter(reason -> reason.stage() == Reason.Stage.PARSE)
            .filter(reason -> reason != Reason.BAD_CONTACT && reason != Reason.BAD_SUPPRESSED)
            .toList();
    StringBuilder file = new StringBuilder();
    for (Reason reason : ofActivity) {
      file.append(letter(reason, GOOD_ROW.formatted(reason.ordinal(), ""), null)).append('\n');
    }
    Path letters = folderOfLetters(file.toString());

    Result replayed = run("--deadLetters=" + letters, readers()).replay(segment.endpoint());

    assertThat(replayed.err(), replayed.exitCode(), is(0));
    assertThat(ofActivity, hasSize(10));
    assertThat(segment.events(), hasSize(10));
  }

  /** "A row that was cut is parsed again only if it differs from the beginning that we wrote." */
  @Test
  void aRowThatWasCutIsJudgedWhenSomebodyHasCompletedIt() throws IOException {
    String row = GOOD_ROW.formatted(1, ",\"x\":\"" + "x".repeat(9 << 20) + "\"");
    Path activity = folder.resolve("large.jsonl");
    JobProbe.write(activity, row + "\n" + GOOD_ROW.formatted(2, "") + "\n");
    Result cut = run("--activity=" + activity, readers()).send(segment.endpoint());
    assertThat(cut.report().at("/deadLetters/row_too_large").asInt(), is(1));
    assertThat(segment.events(), hasSize(1));

    Result again = run(lettersOf(cut), readers()).replay(segment.endpoint());
    assertThat(again.exitCode(), is(3));
    assertThat("as it was", again.letters(), equalTo(cut.letters()));
    Result withoutContacts = run(lettersOf(again)).replay(segment.endpoint());
    assertThat("as it was", withoutContacts.letters(), equalTo(cut.letters()));
    assertThat(
        withoutContacts.err(),
        containsString("without --contacts no row of a letter is judged again"));

    ObjectNode corrected = (ObjectNode) withoutContacts.letters().get(0);
    corrected.put("row", GOOD_ROW.formatted(1, ""));
    Path letters = folderOfLetters(corrected + "\n");
    Result stays = run("--deadLetters=" + letters).replay(segment.endpoint());
    assertThat("corrected, and not judged", stays.letters(), is(List.of(corrected)));
    Result replayed = run(lettersOf(stays), readers()).replay(segment.endpoint());
    assertThat(replayed.err(), replayed.exitCode(), is(0));
    assertThat(segment.events(), hasSize(2));
  }

  /** A letter is larger than the row in it, up to six times. */
  @Test
  void theLetterOfALargeRowIsReadWhole() throws IOException {
    String row = GOOD_ROW.formatted(1, ",\"x\":\"" + "\\\"".repeat(3 << 20) + "\"");
    Path letters = folderOfLetters(letter(Reason.BAD_TIME, row, null) + "\n");
    assertThat(Files.size(letters.resolve("dead-letters-0.jsonl")), is(greaterThan(12L << 20)));

    Result replayed = run("--deadLetters=" + letters, readers()).replay(segment.endpoint());

    assertThat(replayed.err(), replayed.exitCode(), is(0));
    assertThat(segment.events(), hasSize(1));
  }

  /** "At most 32,000 bytes an event", whoever sends it: {@code send} and then {@code replay}. */
  @Test
  void sendAndReplayHaveOneMeasureOfAnEvent() throws IOException {
    // What Segment has of a row without a subject, as it merges what the batch shares.
    Path activity = folder.resolve("sized.jsonl");
    JobProbe.write(activity, GOOD_ROW.formatted(0, ",\"email_subject\":\"\"") + "\n");
    run("--activity=" + activity, readers()).send(segment.endpoint());
    int empty = segment.events().get(0).getBytes(StandardCharsets.UTF_8).length;
    // "email_subject":"", and its comma.
    int filled = 32_000 - empty - (segment.events().get(0).contains("{}") ? 18 : 19);
    StringBuilder rows = new StringBuilder();
    for (int more = -1; more <= 2; more++) {
      String subject = "é" + "x".repeat(filled + more - 2);
      rows.append(GOOD_ROW.formatted(10 + more, ",\"email_subject\":\"" + subject + "\""))
          .append('\n');
    }
    JobProbe.write(activity, rows.toString());

    Result sent = run("--activity=" + activity, readers()).send(segment.endpoint());
    List<Integer> refused =
        sent.letters().stream()
            .map(letter -> letter.get("event").toString().getBytes(StandardCharsets.UTF_8).length)
            .sorted()
            .toList();
    assertThat(refused, is(List.of(32_001, 32_002)));

    Result replayed = run(lettersOf(sent)).replay(segment.endpoint());
    assertThat(replayed.report().at("/deadLetters/event_too_large").asInt(), is(2));
    assertThat(values(replayed, "event"), equalTo(values(sent, "event")));
    assertThat(segment.events(), hasSize(3));

    // And rows that replay itself judges.
    Path letters =
        folderOfLetters(
            rows.toString()
                .lines()
                .map(row -> letter(Reason.BAD_TIME, row, null))
                .collect(Collectors.joining("\n")));
    Result judged = run("--deadLetters=" + letters, readers()).replay(segment.endpoint());
    assertThat(values(judged, "message"), equalTo(values(sent, "message")));
    assertThat(judged.report().at("/funnel/sent").asInt(), is(2));
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
