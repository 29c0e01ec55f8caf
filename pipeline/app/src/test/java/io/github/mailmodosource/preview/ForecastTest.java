package io.github.mailmodosource.preview;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole runs of {@code preview --forecast}. Nine rows: of six that would be sent, two are of
 * August, three of September, one of October, of ann, bob and one who has an anonymousId only. What
 * does not count is a duplicate, somebody unknown, and an activity before its contact was
 * identified.
 */
class ForecastTest {
  private static final Path FILES = Path.of("pipeline/app/src/test/resources/forecast");
  private static final String[] INPUT = {
    "--activity=" + FILES.resolve("activity.jsonl"), "--contacts=" + FILES.resolve("contacts.jsonl")
  };

  @TempDir Path folder;

  /** Six events in batches of two: three requests, at one in a hundred seconds. */
  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void everyRunnerForecastsWhatTheRowsSay(RunnerMode mode) {
    Result result =
        JobProbe.in(folder)
            .with(INPUT)
            .with("--forecast", "--planUsers=2", "--planCalls=6")
            .with("--batchEvents=2", "--requestsPerSecond=0.01", "--compression=none")
            .on(mode)
            .preview();

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(
        result
            .out()
            .replaceAll(" \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d ", "          TO-COME ")
            .replaceAll("(?m)^(in|from) \\d{4}-\\d\\d.*:$", "in MONTH:"),
        is(JobProbe.read(FILES.resolve("expected.txt"))));
    assertThat(result.err(), containsString("would_send                     6"));
    ObjectNode forecast = (ObjectNode) result.report().path("forecast");
    Instant ends = Instant.parse(forecast.remove("ends").asText());
    Instant finished = Instant.parse(result.report().path("finished").asText());
    Duration left = Duration.between(finished, ends);
    assertThat(left.toString(), left.minusSeconds(311).abs().toSeconds() < 60, is(true));
    JsonNode expected = JobProbe.parse(JobProbe.read(FILES.resolve("expected.json")));
    assertThat(forecast, is(expected));
  }

  /** What is forecast is what send then reports: the same packing, the same bytes. */
  @Test
  void sendNeedsTheRequestsAndBytesThatWereForecast() throws BindException {
    String[] testdata = {
      "--activity=testdata/activity.jsonl",
      "--contacts=testdata/contacts.jsonl",
      "--compression=none",
      "--batchEvents=10"
    };
    JsonNode forecast =
        JobProbe.in(folder)
            .with(testdata)
            .with("--forecast")
            .on(RunnerMode.DIRECT)
            .preview()
            .report()
            .path("forecast");
    try (Sandbox segment =
        Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY))) {
      JsonNode delivery =
          JobProbe.in(folder)
              .with(testdata)
              .on(RunnerMode.DIRECT)
              .send(segment.endpoint())
              .report()
              .path("delivery");

      assertThat(forecast.path("requests").asInt(), is(5));
      assertThat(forecast.path("requests"), is(delivery.path("requests")));
      assertThat(forecast.path("bytes"), is(delivery.path("bytes")));
    }
  }

  @Test
  void withoutAnActivityThatPassesEverythingIsNothing() {
    Result result =
        JobProbe.in(folder)
            .with(INPUT)
            .with("--forecast", "--since=2030-01-01")
            .on(RunnerMode.DIRECT)
            .preview();

    assertThat(result.exitCode(), is(0));
    assertThat(
        result.out().replaceAll("  +", " "),
        allOf(
            startsWith("What send would come to. Nothing was sent."),
            containsString("\n users 0\n calls 0\n")));
  }
}
