package io.github.mailmodosource.send;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options of {@code send} change of a whole run. */
class SendOptionsTest {
  /**
   * Fields that no property is made for: two names, two that say nothing, and two that spell a
   * property.
   */
  private static final String WITH_EXTRAS =
      row(
          "opened",
          "'Device Type':'phone','openCount':3,'geo':{'cityName':'Köln','price':1.10},"
              + "'links':[1,true],'nothing':null,'empty':'','campaign_id':'C-1','campaignId':'C-2','templateName':'T'");

  @TempDir Path folder;
  private Sandbox segment;

  @BeforeEach
  void startSegment() throws BindException {
    // As Segment is: it takes properties that nobody documented.
    segment =
        Sandbox.start(
            SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY).withLenient(true));
  }

  @AfterEach
  void stopSegment() {
    segment.close();
  }

  @Test
  void unknownFieldsAreDroppedAndCounted() {
    Result result = send(WITH_EXTRAS, identified());

    assertThat(properties(0), is(json("{'campaign_id':'C-1'}")));
    assertThat(result.report().at("/warnings/unknown_fields").asInt(), is(6));
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void unknownFieldsAreKeptInSnakeCaseIfTheUserSaysSo(RunnerMode mode) {
    Result result =
        run(mode, WITH_EXTRAS, identified(), "--extraProperties=keep").send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(
        "what only spells a documented property is left out",
        properties(0),
        is(
            json(
                "{'campaign_id':'C-1','device_type':'phone','open_count':3,"
                    + "'geo':{'cityName':'Köln','price':1.10},'links':[1,true]}")));
  }

  @Test
  void ofTwoFieldsWithOneNameTheFirstOfTheRowIsKeptInEveryRun() {
    // So many that no order of chance keeps the first of each.
    List<Integer> numbers = IntStream.range(0, 20).boxed().toList();
    String fields =
        String.join(
            ",",
            numbers.stream()
                .map(i -> "'fieldNo%1$d':'first','field_no%1$d':'second'".formatted(i))
                .toList());
    send(row("opened", fields), identified(), "--extraProperties=keep");

    JsonNode properties = properties(0);
    assertThat(properties.size(), is(20));
    numbers.forEach(i -> assertThat(properties.path("field_no" + i).asText(), is("first")));
  }

  @Test
  void aSecondRunSendsTheSameText() {
    send(WITH_EXTRAS, identified(), "--extraProperties=keep");
    String first = segment.events().get(0);
    stopSegment();
    restart();
    send(WITH_EXTRAS, identified(), "--extraProperties=keep");

    assertThat(segment.events(), is(List.of(first)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "keyed"})
  void withGateEverTheFirstLaterCallCountsIfThereIsNoneBefore(String join) {
    String activity =
        row("sent", "2026-11-20T09:00:00Z", "a@b.co", "")
            + row("sent", "2026-11-20T12:30:00Z", "a@b.co", "")
            + row("sent", "2026-11-20T09:00:00Z", "stranger@b.co", "");
    String contacts =
        contact("a@b.co", "U-2", "2026-11-20T13:00:00Z")
            + contact("a@b.co", "U-1", "2026-11-20T12:00:00Z");
    String keyed = "--contactsJoin=" + join;

    Result asOf = send(activity, contacts, keyed);
    assertThat(userIds(), containsInAnyOrder("2026-11-20T12:30:00.000Z U-1"));
    assertThat(asOf.report().at("/funnel/identified_later").asInt(), is(1));
    assertThat(asOf.report().at("/funnel/not_identified").asInt(), is(1));
    stopSegment();
    restart();

    Result ever = send(activity, contacts, keyed, "--gate=ever");
    assertThat(ever.err(), ever.exitCode(), is(0));
    assertThat(
        userIds(),
        containsInAnyOrder("2026-11-20T09:00:00.000Z U-1", "2026-11-20T12:30:00.000Z U-1"));
    assertThat(
        ever.report().get("funnel"),
        is(
            json(
                "{'read':3,'invalid':0,'outside_window':0,'not_identified':1,'identified_later':0,"
                    + "'suppressed':0,'duplicate':0,'sent':2,'undelivered':0}")));
  }

  /** "counted as suppressed, behind the gate and before duplicates, is never sent". */
  @ParameterizedTest
  @CsvSource({
    "DIRECT, auto",
    "DIRECT, keyed",
    "FLINK_BATCH, auto",
    "FLINK_BATCH, keyed",
    "FLINK_DATA_STREAM, auto"
  })
  void eventsOfSuppressedPeopleAreCountedAndNotSent(RunnerMode mode, String join) {
    String time = "2026-11-20T10:00:00Z";
    String activity =
        row("sent", time, "A@b.co", "")
            + row("sent", time, "a@b.co", "")
            + row("opened", time, "z@b.co", "")
            + row("opened", time, "y@b.co", "")
            + row("opened", time, "stranger@b.co", "")
            + "no activity\n";
    String contacts =
        contact("a@b.co", "U-1", "2026-11-20T09:00:00Z")
            + contact("z@b.co", "U-2", "2026-11-20T09:00:00Z")
            + contact("y@b.co", "U-3", "2026-11-20T09:00:00Z");
    Path list = folder.resolve("suppressed.csv");
    JobProbe.write(list, "user_id,email\nU-1,\n,Z@B.co\n,stranger@b.co\n");

    Result result =
        run(mode, activity, contacts, "--contactsJoin=" + join, "--suppressed=" + list)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(3));
    assertThat(userIds(), containsInAnyOrder("2026-11-20T10:00:00.000Z U-3"));
    assertThat(
        result.report().get("funnel"),
        is(
            json(
                "{'read':6,'invalid':1,'outside_window':0,'not_identified':1,'identified_later':0,"
                    + "'suppressed':3,'duplicate':0,'sent':1,'undelivered':0}")));
  }

  @Test
  void aListThatNamesNobodyStopsTheRunBeforeAnythingIsSent() {
    Path list = folder.resolve("suppressed.csv");
    JobProbe.write(list, "customer\nU-1\n");
    Result result = send(row("sent", ""), identified(), "--suppressed=" + list);

    assertThat(result.exitCode(), is(1));
    assertThat(result.err(), containsString("--suppressedFields=user_id=customer_id"));
    assertThat(segment.events(), is(empty()));

    assertThat(
        send(
                row("sent", ""),
                identified(),
                "--suppressed=" + list,
                "--suppressedFields=user_id=customer")
            .report()
            .at("/funnel/suppressed")
            .asInt(),
        is(1));
  }

  /** Opens 1, 2 and clicks 1, 2 of other people at other times are four activities. */
  @Test
  void tablesThatNumberTheirRowsFromOneEachLoseNothing() {
    String time = "2026-11-20T10:00:00Z";
    Result result =
        send(
            row("opened", time, "a@b.co", "'id':'1'")
                + row("opened", time, "z@b.co", "'id':'2'")
                + row("clicked", time, "a@b.co", "'id':'1'")
                + row("clicked", time, "a@b.co", "'id':'2'"),
            contact("a@b.co", "U-1", time) + contact("z@b.co", "U-2", time));
    assertThat(result.report().at("/funnel/sent").asInt(), is(4));
    assertThat(result.report().has("examples"), is(false));
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void anIdThatIsTheCampaignsIsToldByAnExample(RunnerMode mode) {
    String same = "'id':'campaign-7'";
    Result result =
        run(
                mode,
                row("opened", "2026-11-20T10:00:00Z", "reader@example.com", same)
                    + row("opened", "2026-11-20T10:00:01Z", "reader@example.com", same)
                    + row("opened", "2026-11-20T11:00:00Z", "reader@example.com", same),
                identified())
            .send(segment.endpoint());

    assertThat(result.exitCode(), is(0));
    assertThat(result.report().at("/funnel/duplicate").asInt(), is(2));
    assertThat(result.report().at("/warnings/duplicate_differs").asInt(), is(1));
    String example = result.report().at("/examples/duplicate_differs").asText();
    assertThat(example, startsWith("Email Opened of r***@example.com ("));
    assertThat(
        example,
        endsWith("line 1) at 2026-11-20T10:00:00.000Z, and again at 2026-11-20T11:00:00.000Z"));
    assertThat(result.out(), containsString("such as " + example));
  }

  @Test
  void aNamespaceMakesOtherIds() {
    send(row("sent", ""), identified(), "--idNamespace=shop");
    send(row("sent", ""), identified());
    send(row("sent", ""), identified(), "--idNamespace=");
    assertThat(segment.events(), hasSize(2));
    assertThat(segment.stats().duplicates(), is(1L));
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void localTimesThatExistTwiceOrNotAtAllAreAWarningWithAnExample(RunnerMode mode) {
    String activity =
        row("sent", "2026-03-08 01:59:59", "nobody@b.co", "")
            + row("sent", "2026-03-08 02:30:00", "a@b.co", "")
            + row("sent", "2026-11-01 01:30:00", "a@b.co", "")
            + row("sent", "2026-03-08 03:30:00", "a@b.co", "'id':'the same instant'")
            + row("sent", "2026-11-01 06:30:00Z", "a@b.co", "");
    Result result =
        run(mode, activity, contact("a@b.co", "U-1", "2026-01-01"), "--zone=America/New_York")
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(
        userIds(),
        containsInAnyOrder(
            "2026-11-01T05:30:00.000Z U-1",
            "2026-03-08T07:30:00.000Z U-1",
            "2026-03-08T07:30:00.000Z U-1",
            "2026-11-01T06:30:00.000Z U-1"));
    assertThat(result.report().at("/warnings/ambiguous_local_time").asInt(), is(2));
    assertThat(
        result.report().at("/examples/ambiguous_local_time").asText(),
        is(
            "2026-03-08 02:30:00 exists twice or not at all in America/New_York and is read as"
                + " 2026-03-08T07:30:00.000Z ("
                + folder.resolve("activity.jsonl")
                + " line 2)"));
    assertThat(result.out(), containsString("2 ambiguous local time"));
    assertThat(result.out(), containsString("such as 2026-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sideInput", "keyed"})
  void timesThatNoActivityCanHaveAreDeadLettersUntilTheUserSaysThatTheyAreRight(String join) {
    String activity =
        row("sent", "0001-01-01T00:00:00Z", "a@b.co", "")
            + row("sent", "1970-01-01", "a@b.co", "")
            + row("sent", "2999-12-31T00:00:00Z", "a@b.co", "")
            + row("sent", "2026-11-20T10:00:00Z", "a@b.co", "");
    String contacts = contact("a@b.co", "U-1", "0001-01-01T00:00:00Z");
    Result refused = send(activity, contacts, "--contactsJoin=" + join);
    assertThat(refused.exitCode(), is(3));
    assertThat(refused.report().at("/deadLetters").toString(), is("{\"implausible_time\":3}"));
    assertThat(refused.report().at("/funnel/invalid").asInt(), is(3));
    assertThat(userIds(), containsInAnyOrder("2026-11-20T10:00:00.000Z U-1"));
    stopSegment();
    restart();

    Result replayed =
        JobProbe.in(folder)
            .with("--deadLetters=" + refused.folder(), "--anyTime")
            .with("--contacts=" + folder.resolve("contacts.jsonl"), "--contactsJoin=" + join)
            .on(RunnerMode.DIRECT)
            .replay(segment.endpoint());
    assertThat(replayed.err(), replayed.exitCode(), is(0));
    assertThat(
        userIds(),
        containsInAnyOrder(
            "0001-01-01T00:00:00.000Z U-1",
            "1970-01-01T00:00:00.000Z U-1",
            "2999-12-31T00:00:00.000Z U-1"));
  }

  @Test
  void aTimeFormatIsForActivityInTheZoneAndForContactsInUtc() {
    String activity =
        row("sent", "11/20/2026 3:30 PM", "a@b.co", "")
            + row("sent", "11/20/2026 3:29 PM", "a@b.co", "")
            + row("sent", "2026-11-20T12:00:00Z", "a@b.co", "");
    send(
        activity,
        contact("a@b.co", "U-1", "11/20/2026 10:00 AM"),
        "--timeFormat=MM/dd/yyyy h:mm a",
        "--zone=Asia/Kolkata");
    assertThat(
        userIds(),
        containsInAnyOrder("2026-11-20T10:00:00.000Z U-1", "2026-11-20T12:00:00.000Z U-1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--since=2026",
        "--until=1795143845",
        "--since=20261320",
        "--timeFormat=HH:mm",
        "--retryFor=PT0X"
      })
  void aTimeThatIsNoneIsOneLineThatNamesItsOption(String option) {
    Result result = send(row("sent", ""), identified(), option);
    assertThat(result.exitCode(), is(2));
    assertThat(result.err().lines().toList(), contains(containsString(option + " ")));
    assertThat(segment.events(), is(empty()));
  }

  @Test
  void datesOfDateMayBoundThePeriod() {
    String activity =
        row("sent", "2026-11-19T23:59:59Z", "reader@example.com", "")
            + row("sent", "2026-11-20T00:00:00Z", "reader@example.com", "")
            + row("sent", "2026-11-21T00:00:00Z", "reader@example.com", "");
    Result result = send(activity, identified(), "--since=20261120", "--until=20261121");
    assertThat(userIds(), containsInAnyOrder("2026-11-20T00:00:00.000Z U-1"));
    assertThat(result.report().at("/funnel/outside_window").asInt(), is(2));
  }

  @Test
  void deadLettersGoToTheirOwnFolderIfOneIsNamed() throws Exception {
    Path letters = folder.resolve("not/yet/there");
    Result result =
        send("no activity\n" + WITH_EXTRAS, identified(), "--deadLetters=" + letters + "/");

    assertThat(result.exitCode(), is(3));
    assertThat("none beside the report", result.letters(), is(empty()));
    assertThat(Files.exists(result.folder().resolve("report.json")), is(true));
    try (Stream<Path> files = Files.list(letters)) {
      List<JsonNode> found =
          files.flatMap(file -> JobProbe.read(file).lines()).map(JobProbe::parse).toList();
      assertThat(found, hasSize(1));
      assertThat(found.get(0).path("reason").asText(), is("bad_json"));
      assertThat(found.get(0).path("row").asText(), is("no activity"));
    }
    assertThat(result.out(), not(is("")));
    assertThat("the user is told where", result.out().contains(letters + "/dead-letters-"));

    Result replayed =
        JobProbe.in(folder)
            .with("--deadLetters=" + letters)
            .on(RunnerMode.DIRECT)
            .replay(segment.endpoint());
    assertThat(replayed.report().at("/funnel/invalid").asInt(), is(1));
  }

  private void restart() {
    try {
      startSegment();
    } catch (BindException e) {
      throw new IllegalStateException(e);
    }
  }

  private Result send(String activity, String contacts, String... options) {
    return run(RunnerMode.DIRECT, activity, contacts, options).send(segment.endpoint());
  }

  private JobProbe run(RunnerMode mode, String activity, String contacts, String... options) {
    Path activityFile = folder.resolve("activity.jsonl");
    Path contactsFile = folder.resolve("contacts.jsonl");
    JobProbe.write(activityFile, activity);
    JobProbe.write(contactsFile, contacts);
    return JobProbe.in(folder)
        .with("--activity=" + activityFile, "--contacts=" + contactsFile)
        .with(options)
        .on(mode);
  }

  private JsonNode properties(int event) {
    return JobProbe.parse(segment.events().get(event)).get("properties");
  }

  private List<String> userIds() {
    return segment.events().stream()
        .map(JobProbe::parse)
        .map(event -> event.path("timestamp").asText() + " " + event.path("userId").asText())
        .toList();
  }

  private static String identified() {
    return contact("reader@example.com", "U-1", "2026-01-01T00:00:00Z");
  }

  private static String contact(String email, String userId, String time) {
    return "{\"email\":\"%s\",\"user_id\":\"%s\",\"identified_at\":\"%s\"}%n"
        .formatted(email, userId, time);
  }

  private static String row(String event, String more) {
    return row(event, "2026-11-20T10:00:00Z", "reader@example.com", more);
  }

  private static String row(String event, String time, String email, String more) {
    return "{'event':'%s','occurred_at':'%s','email':'%s'%s}%n"
        .formatted(event, time, email, more.isEmpty() ? "" : "," + more)
        .replace('\'', '"');
  }

  private static JsonNode json(String text) {
    return JobProbe.parse(text.replace('\'', '"'));
  }
}
