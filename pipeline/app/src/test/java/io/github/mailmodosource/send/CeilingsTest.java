package io.github.mailmodosource.send;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.net.BindException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * "5 a ceiling of the user's was reached." The test data has 41 events to send, and what a run
 * leaves the same command sends.
 */
class CeilingsTest {
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

  private Result send(RunnerMode mode, String... options) {
    return JobProbe.in(folder)
        .with("--activity=testdata/activity.jsonl", "--contacts=testdata/contacts.jsonl")
        .with(options)
        .on(mode)
        .send(segment.endpoint());
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void withMoreEventsTheRunStopsAndTheSameCommandSendsTheRest(RunnerMode mode) {
    Result result = send(mode, "--maxEvents=30");

    assertThat(result.err(), result.exitCode(), is(5));
    assertThat(
        result.err(), startsWith("mailmodo-source: stopped at --maxEvents=30; the same command"));
    assertThat(segment.events(), hasSize(30));
    JsonNode report = result.report();
    assertThat(report.path("exitCode").asInt(), is(5));
    assertThat(report.path("stopped").asText(), startsWith("stopped at --maxEvents=30"));
    assertThat(report.at("/funnel/sent").asInt(), is(30));
    assertThat(report.path("left").asInt(), is(11));

    // What was sent before is not counted again: eleven are left.
    Result rest = send(mode, "--maxEvents=30");
    assertThat(rest.err(), rest.exitCode(), is(0));
    assertThat(segment.events(), hasSize(41));
    assertThat(segment.stats().duplicates(), is(0L));
  }

  @Test
  void withMoreUsersTheRunStops() {
    Result result = send(RunnerMode.DIRECT, "--maxUsers=3");

    assertThat(result.exitCode(), is(5));
    assertThat(result.err(), startsWith("mailmodo-source: stopped at --maxUsers=3; "));
    assertThat(
        segment.events().stream()
            .map(JobProbe::parse)
            .map(event -> event.path("userId").asText() + event.path("anonymousId").asText())
            .collect(Collectors.toSet()),
        hasSize(3));
  }

  @Test
  void asManyAsThereMayBeAreNotTooMany() {
    Result result = send(RunnerMode.DIRECT, "--maxEvents=41", "--maxDuration=1h");

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(segment.events(), hasSize(41));
  }

  /** A request a second, of two events each, is 20 seconds. */
  @Test
  void whenItsTimeIsUpTheRunStops() {
    Result result =
        JobProbe.in(folder)
            .with("--activity=testdata/activity.jsonl", "--contacts=testdata/contacts.jsonl")
            .with("--requestsPerSecond=1", "--batchEvents=2", "--maxDuration=6s")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.exitCode(), is(5));
    assertThat(result.err(), containsString("stopped at --maxDuration=6s; run the same command"));
    assertThat(result.report().path("stopped").asText(), startsWith("stopped at --maxDuration"));
    assertThat(segment.events().size(), is(lessThan(41)));
  }

  @Test
  void onAClusterACeilingIsRefused() {
    Result result =
        JobProbe.in(folder)
            .with("--activity=testdata/activity.jsonl", "--contacts=testdata/contacts.jsonl")
            .with("--runner=FlinkRunner", "--flinkMaster=127.0.0.1:1", "--maxEvents=30")
            .send(segment.endpoint());

    assertThat(result.exitCode(), is(2));
    assertThat(
        result.err(), startsWith("mailmodo-source: --maxEvents is not available on a cluster, "));
  }
}
