package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** "Success never means that nothing could be done." */
class RunVerdictTest {
  private static final String ACTIVITY = "--activity=testdata/activity.jsonl";
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

  @Test
  void aWrongNameIsToldBeforeAnythingIsSent() throws Exception {
    Result result = send(ACTIVITY, contacts("users.csv", "email,id", "reader@example.com,u-1"));

    assertThat(result.exitCode(), is(2));
    assertThat(
        said(result),
        contains(
            "--contacts: the first row of DIR/users.csv has no user_id or anonymous_id; the names"
                + " found are email, id; say which one it is, such as --contactsFields=user_id=id"));
    assertThat(segment.events(), is(empty()));
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void contactsWithoutARowFailTheRun(RunnerMode mode) throws Exception {
    Result result =
        JobProbe.in(folder)
            .with(ACTIVITY, contacts("empty.jsonl"))
            .on(mode)
            .send(segment.endpoint());

    assertThat(result.exitCode(), is(1));
    assertThat(
        said(result),
        contains(
            "no contact could be identified: --contacts has no rows; no names of fields were found"
                + " (--contactsFields maps others); is it complete?"));
    assertThat(result.report().path("exitCode").asInt(), is(1));
    assertThat(result.report().path("stopped").isNull(), is(true));
    assertThat(
        result.report().at("/notes/0").asText(),
        is(
            "no contact could be identified: --contacts has no rows; no names of fields were found"
                + " (--contactsFields maps others); is it complete?"));
  }

  @Test
  void aHeaderAloneIsNoContactEither() throws Exception {
    Result result = send(ACTIVITY, contacts("header.csv", "email,user_id,received_at"));

    assertThat(result.exitCode(), is(1));
    assertThat(
        said(result),
        contains(
            "no contact could be identified: --contacts has no rows; the names found are email,"
                + " user_id, received_at (--contactsFields maps others); is it complete?"));
  }

  @Test
  void contactsThatCannotBeReadFailTheRunAndAreDeadLetters() throws Exception {
    Result result =
        send(
            ACTIVITY,
            contacts(
                "a.jsonl",
                "{'email':'reader@example.com','user_id':'u-1','identified_at':'soon'}",
                "{'email':'shopper@example.org','user_id':'u-2','identified_at':'later'}"));

    assertThat("exit code 1 counts before 3", result.exitCode(), is(1));
    assertThat(
        said(result).get(0),
        is(
            "no contact could be identified: --contacts has 2 rows: 2 unreadable; the names found"
                + " are email, user_id, identified_at (--contactsFields maps others)"));
    assertThat(result.report().at("/deadLetters/bad_contact").asInt(), is(2));
    assertThat(result.report().at("/contacts/ignoredFor/unreadable").asInt(), is(2));
  }

  @Test
  void otherCallsIdentifyNobody() throws Exception {
    Result result =
        send(ACTIVITY, contacts("pages.jsonl", "{'type':'page','userId':'u-1','name':'Pricing'}"));

    assertThat(result.exitCode(), is(1));
    assertThat(result.report().at("/contacts/ignoredFor/no_identify_call").asInt(), is(1));
  }

  @Test
  void withoutActivityNobodyNeedsToBeKnown() throws Exception {
    Result result = send(activity("none.jsonl"), contacts("empty.jsonl"));

    assertThat(result.exitCode(), is(0));
    assertThat(said(result), contains("no rows of activity were read"));
  }

  @Test
  void goodContactsOfOtherPeopleAreALineAndNoFailure() throws Exception {
    Result result =
        send(ACTIVITY, contacts("others.jsonl", "{'email':'nobody@example.net','user_id':'u-1'}"));

    assertThat(result.exitCode(), is(0));
    assertThat(
        said(result),
        contains("no activity passed the gate: 53 rows are of contacts who were never identified"));
    assertThat(result.report().at("/funnel/not_identified").asInt(), is(53));
  }

  @Test
  void peopleWhoWereIdentifiedLaterAreNamedWithTheOptionThatSendsThem() throws Exception {
    Result result =
        send(
            activity(
                "a.jsonl",
                "{'event':'opened','email':'a@b.co','occurred_at':'2026-11-20T10:00:00Z'}"),
            contacts(
                "later.jsonl",
                "{'email':'a@b.co','user_id':'u-1','identified_at':'2026-11-21T00:00:00Z'}"));

    assertThat(result.exitCode(), is(0));
    assertThat(
        said(result),
        contains(
            "no activity passed the gate: 1 row is of contacts who were identified later"
                + " (--gate=ever sends these)"));
  }

  @Test
  void activityOutsideOfThePeriodIsALine() {
    Result result = send(ACTIVITY, CONTACTS, "--since=2030-01-01");

    assertThat(result.exitCode(), is(0));
    assertThat(
        said(result), contains("no activity lies within --since and --until: 53 rows are outside"));
  }

  /** "Fewer rows read within --since/--until, invalid ones not counted." */
  @ParameterizedTest
  @CsvSource({"53, 0", "54, 1"})
  void minRowsAreRowsThatCouldBeRead(int minRows, int exitCode) {
    assertThat(send(ACTIVITY, CONTACTS, "--minRows=" + minRows).exitCode(), is(exitCode));
  }

  @Test
  void invalidRowsAndThoseOutsideAreNotCounted() throws Exception {
    Result result =
        send(
            activity(
                "a.jsonl",
                "{'event':'opened','email':'reader@example.com','occurred_at':'2026-11-20T10:00Z'}",
                "{'event':'opened','email':'reader@example.com','occurred_at':'2026-11-10T10:00Z'}",
                "{'event':'read','email':'reader@example.com','occurred_at':'2026-11-20T10:00Z'}"),
            CONTACTS,
            "--since=2026-11-20",
            "--maxDeadLetters=1",
            "--minRows=2");

    assertThat(result.exitCode(), is(1));
    assertThat(
        said(result), contains("1 row is valid and within the period, fewer than --minRows=2"));
  }

  @Test
  void minRowsIsNoNegativeNumber() {
    Result result = send(ACTIVITY, CONTACTS, "--minRows=-1");

    assertThat(result.exitCode(), is(2));
    assertThat(said(result), contains("--minRows=-1 is out of range; use 0 or more"));
  }

  private Result send(String... options) {
    return JobProbe.in(folder).with(options).on(RunnerMode.DIRECT).send(segment.endpoint());
  }

  private String activity(String name, String... lines) throws IOException {
    return "--activity=" + file(name, lines);
  }

  private String contacts(String name, String... lines) throws IOException {
    return "--contacts=" + file(name, lines);
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(
        folder.resolve(name), List.of(lines).stream().map(l -> l.replace('\'', '"')).toList());
  }

  /** The lines on standard error; the folder's name as DIR. */
  private List<String> said(Result result) {
    return result
        .err()
        .lines()
        .map(line -> line.replace("mailmodo-source: ", "").replace(folder.toString(), "DIR"))
        .toList();
  }
}
