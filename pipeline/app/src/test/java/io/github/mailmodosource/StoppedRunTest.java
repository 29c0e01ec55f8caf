package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** "Every run ends with a funnel, printed, and written": one that stops before its end as well. */
class StoppedRunTest {
  private static final String[] INPUT = {
    "--activity=testdata/activity.jsonl", "--contacts=testdata/contacts.jsonl"
  };

  /** Small batches, one after the other, so that some are taken before the key expires. */
  private static final String[] SLOWLY = {"--batchEvents=2", "--maxInFlight=1"};

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void whatWasSentBeforeTheStopIsCounted(RunnerMode mode) throws Exception {
    try (ExpiringKey segment = ExpiringKey.after(3)) {
      Result result =
          JobProbe.in(folder).with(INPUT).with(SLOWLY).on(mode).send(segment.endpoint());

      assertThat(result.exitCode(), is(1));
      assertThat(result.err().lines().count(), is(1L));
      assertThat(result.err(), containsString("answered 401"));
      assertThat(segment.accepted(), is(greaterThan(0)));
      JsonNode report = result.report();
      assertThat(report.path("exitCode").asInt(), is(1));
      assertThat(
          "the reason is the line on stderr",
          "mailmodo-source: " + report.path("stopped").asText() + System.lineSeparator(),
          is(result.err()));
      assertThat(report.at("/funnel/sent").asInt(), is(segment.accepted()));
      assertThat(
          report.at("/funnel/read").asInt(), is(53 + report.at("/events/unknown/read").asInt()));
      assertThat(report.has("countsLost"), is(false));
      long outcomes = 0;
      for (JsonNode rows : report.path("funnel")) {
        outcomes += rows.asLong();
      }
      assertThat(
          "read = ... + left",
          report.at("/funnel/read").asLong(),
          is(outcomes - report.at("/funnel/read").asLong() + report.path("left").asLong()));
      assertThat(result.out(), startsWith("send: stopped after "));
      assertThat(
          result.out().replaceAll(" +", " "), containsString(" sent " + segment.accepted() + "\n"));
      assertThat(result.out(), containsString("/report.html"));
      assertThat(
          JobProbe.read(result.folder().resolve("report.html")), containsString("answered 401"));
      assertThat(result.err(), not(containsString("does not add up")));
    }
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void whatIsAcceptedWhileTheRunStopsIsCounted(RunnerMode mode) throws Exception {
    try (AnsweringServer segment = AnsweringServer.acceptingWhileItRefusesTheKey(3)) {
      Result result =
          JobProbe.in(folder)
              .with(INPUT)
              .with("--batchEvents=2", "--maxInFlight=4")
              .on(mode)
              .send(segment.endpoint());

      assertThat(result.exitCode(), is(1));
      assertThat(result.report().path("stopped").asText(), containsString("answered 401"));
      assertThat(segment.accepted(), is(greaterThan(2)));
      assertThat(result.report().at("/funnel/sent").asInt(), is(segment.accepted()));
    }
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void aStormOfRefusalsStopsTheRunAndLosesNothing(RunnerMode mode) throws Exception {
    try (AnsweringServer segment =
        AnsweringServer.always(
            400, "application/json", "{\"success\":false,\"message\":\"source disabled\"}")) {
      Result result = JobProbe.in(folder).with(INPUT).on(mode).send(segment.endpoint());

      assertThatNothingWasSent(result, "refused 50 requests in a row");
      assertThat(result.err(), containsString("source disabled"));
      assertThat(result.err(), containsString("--compression=none"));
      assertThat(segment.requests(), is(lessThan(50 + 32)));
    }
    assertThatTheSameCommandSendsAll(mode);
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void anOutageOfTheWholeTimeForRetriesStopsTheRunAndLosesNothing(RunnerMode mode)
      throws Exception {
    AnsweringServer gone = AnsweringServer.always(200, "", "");
    gone.close();

    Result result =
        JobProbe.in(folder)
            .with(INPUT)
            .with(SLOWLY)
            .with("--retryFor=1s")
            .on(mode)
            .send(gone.endpoint());

    assertThatNothingWasSent(result, "nothing has got through to " + gone.endpoint());
    assertThat(result.err(), containsString("connection refused; 0 events were sent before"));
    assertThatTheSameCommandSendsAll(mode);
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void aWebPageInPlaceOfSegmentStopsTheRun(RunnerMode mode) throws Exception {
    try (AnsweringServer page =
        AnsweringServer.always(200, "text/html", "<!DOCTYPE html><title>Sign in</title>")) {
      Result result = JobProbe.in(folder).with(INPUT).on(mode).send(page.endpoint());

      assertThatNothingWasSent(result, "something between here and Segment answered with a web");
    }
  }

  /** "A run that stopped early has stopped (why) and left (rows read without an outcome)." */
  private static void assertThatNothingWasSent(Result result, String why) {
    assertThat(result.exitCode(), is(1));
    assertThat(result.err().lines().filter(line -> line.contains(why)).count(), is(1L));
    assertThat(result.err(), not(containsString("\tat ")));
    assertThat(result.report().path("stopped").asText(), containsString(why));
    assertThat(result.report().at("/funnel/sent").asInt(), is(0));
    assertThat(result.report().at("/funnel/undelivered").asInt(), is(0));
    assertThat(result.report().path("left").asInt(), is(41));
    assertThat(result.letters(), is(empty()));
  }

  private void assertThatTheSameCommandSendsAll(RunnerMode mode) throws Exception {
    try (Sandbox segment =
        Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY))) {
      Result result = JobProbe.in(folder).with(INPUT).on(mode).send(segment.endpoint());

      assertThat(result.exitCode(), is(0));
      assertThat(result.report().at("/funnel/sent").asInt(), is(41));
    }
  }

  @Test
  void aRunAfterItBeginsToCountAnew() throws Exception {
    for (int run = 1; run <= 2; run++) {
      try (ExpiringKey segment = ExpiringKey.after(1)) {
        Result result =
            JobProbe.in(folder)
                .with(INPUT)
                .with(SLOWLY)
                .on(RunnerMode.DIRECT)
                .send(segment.endpoint());
        assertThat(result.report().at("/funnel/sent").asInt(), is(segment.accepted()));
      }
    }
  }

  @Test
  void replayTellsItTheSameWay() throws Exception {
    Result lost;
    try (Sandbox segment =
        Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY))) {
      lost =
          JobProbe.in(folder)
              .with("--activity=" + mappedBehindAnother(), INPUT[1])
              .on(RunnerMode.DIRECT)
              .send(segment.endpoint());
    }
    try (ExpiringKey segment = ExpiringKey.after(0)) {
      Result result =
          JobProbe.in(folder)
              .with("--deadLetters=" + lost.folder(), INPUT[1])
              .with(
                  "--activityFields=occurred_at=recordedAt.ts,email=recipient.email,event='Email Opened'")
              .on(RunnerMode.DIRECT)
              .replay(segment.endpoint());

      assertThat(result.exitCode(), is(1));
      assertThat(result.report().path("stopped").asText(), containsString("answered 401"));
      assertThat(result.report().at("/funnel/read").asInt(), is(6));
      assertThat(result.report().at("/funnel/sent").asInt(-1), is(0));
      assertThat(result.out(), startsWith("replay: stopped after "));
    }
  }

  /** A file of which all rows had other names would be refused before the run. */
  private Path mappedBehindAnother() throws Exception {
    return Files.writeString(
        folder.resolve("mixed.jsonl"),
        """
        {"event":"Email Sent","email":"nobody@example.net","occurred_at":"2026-11-20T10:00:00Z"}
        """
            + Files.readString(Path.of("testdata/mapped.jsonl")));
  }

  @Test
  void aReportThatCannotBeWrittenHidesNotWhatStoppedTheRun() throws Exception {
    Path report = folder.resolve("report");
    Path key = Files.writeString(folder.resolve("key"), "a-key");
    // What could be written before the run no longer can when it ends.
    try (ExpiringKey segment =
        ExpiringKey.after(0, () -> Files.createDirectories(report.resolve("report.json/a")))) {
      Result result =
          JobProbe.run(
              report,
              List.of(
                  "send",
                  INPUT[0],
                  INPUT[1],
                  "--endpoint=" + segment.endpoint(),
                  "--writeKey=file:" + key,
                  "--report=" + report));

      assertThat(result.exitCode(), is(1));
      assertThat(
          result.err().lines().toList(),
          contains(
              containsString("the report cannot be written to " + report),
              containsString("answered 401")));
      assertThat(
          "the funnel is printed all the same", result.out(), containsString("not_identified"));
    }
  }
}
