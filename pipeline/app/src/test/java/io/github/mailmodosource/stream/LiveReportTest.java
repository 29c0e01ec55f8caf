package io.github.mailmodosource.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.RequestCounts;
import io.github.mailmodosource.metrics.WaitingCounts;
import io.github.mailmodosource.report.Stop;
import io.github.mailmodosource.table.PollFigures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * "The funnel is printed every minute and kept in --report." There may be a lag: the DirectRunner
 * closes no reader of a run that was cancelled, such as those of other tests in this process.
 */
@Timeout(60)
class LiveReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private JobRun run = LiveRuns.in(Path.of("."));

  @BeforeAll
  static void registerFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @BeforeEach
  void aRun() {
    run = LiveRuns.in(folder);
  }

  @Test
  void eachLineSaysWhereTheRowsAre() throws Exception {
    try (LiveReport live = start(SOON)) {
      LiveRuns.count(run);
      awaitLine("read 20: ");
      assertThat(
          lines().get(lines().size() - 1),
          matchesPattern(
              "\\d\\d:\\d\\d:\\d\\dZ  read 20: sent 11, left out 3, dead letters 2, waiting 3, in"
                  + " flight 1; [\\d.,]+ events/s, (lag \\d+ s, )?contacts not read yet, checkpoint \\d+ \\w+"
                  + " old, restarts 2"));
      assertThat(live.now().stream() != null, is(true));
    }
  }

  @Test
  void withEachLineTheReportIsWrittenAndAddsUp() throws Exception {
    try (LiveReport live = start(SOON)) {
      LiveRuns.count(run);
      awaitLine("read 20: ");
      awaitRead(20);
      JsonNode report = report();
      assertThat(report.get("running").booleanValue(), is(true));
      assertThat(report.get("exitCode").isNull(), is(true));
      assertThat(report.get("stopped").isNull(), is(true));
      assertThat(report.has("left"), is(false));
      assertThat(
          JSON.writeValueAsString(report.get("funnel")),
          is(
              "{\"read\":20,\"invalid\":1,\"outside_window\":0,\"not_identified\":2,"
                  + "\"identified_later\":0,\"suppressed\":0,\"duplicate\":1,\"sent\":11,"
                  + "\"undelivered\":1,\"waiting\":3,\"in_flight\":1}"));
      assertThat(
          JSON.writeValueAsString(report.at("/events/Link Clicked")),
          is(
              "{\"read\":1,\"invalid\":0,\"outside_window\":0,\"not_identified\":0,"
                  + "\"identified_later\":0,\"suppressed\":0,\"duplicate\":0,\"sent\":1,"
                  + "\"undelivered\":0,\"waiting\":0,\"in_flight\":0}"));
      assertThat(report.at("/events/Email Sent/waiting").longValue(), is(3L));
      assertThat(report.at("/delivery/requests").longValue(), is(2L));
      assertThat(report.at("/delivery/retries").longValue(), is(1L));
      assertThat(report.at("/delivery/throttled").longValue(), is(1L));
      assertThat(report.at("/delivery/bytes").longValue(), is(1_400L));
      assertThat(report.at("/warnings/contacts_wait_full").longValue(), is(0L));
      assertThat(report.at("/warnings/unknown_fields").longValue(), is(4L));
      assertThat(report.at("/deadLetters/rejected_by_segment").longValue(), is(1L));
      assertThat(report.at("/stream/restarts").doubleValue(), is(2.0));
      assertThat(report.at("/stream/checkpointBytes").doubleValue(), is(3_080_000.0));
      assertThat(Files.exists(folder.resolve("report.html")), is(true));
      assertThat(live.now().exitCode(), is(0));
    }
  }

  @Test
  void theLastFunnelIsThatOfABoundedRunAndWhatWaits() throws Exception {
    try (LiveReport live = start(NEVER)) {
      LiveRuns.count(run);
      live.end(0, null);
    }
    assertThat(
        lines().stream().map(line -> line.strip().replaceAll(" +", " ")).toList(),
        hasItems(
            "sent 11",
            "waiting 3",
            "in_flight 1",
            "dead letters 1 bad_json",
            "letters " + folder + "/dead-letters-" + run.id() + "-*.jsonl",
            "report " + folder + "/report.html"));
    JsonNode report = report();
    assertThat(report.get("exitCode").intValue(), is(0));
    assertThat(report.has("running"), is(false));
    assertThat(report.at("/funnel/waiting").longValue(), is(3L));
    assertThat(report.get("stopped").isNull(), is(true));
  }

  @Test
  void aRunThatStoppedSaysWhy() throws Exception {
    try (LiveReport live = start(NEVER)) {
      live.end(1, new Stop("the key is refused", false));
    }
    assertThat(report().get("exitCode").intValue(), is(1));
    assertThat(report().get("stopped").textValue(), is("the key is refused"));
    assertThat(lines(), hasItem(containsString("stopped after")));
  }

  @Test
  void nothingIsWrittenAfterItsEnd() throws Exception {
    try (LiveReport live = start(Duration.ofMillis(5))) {
      awaitLine("read 0: ");
      live.end(0, null);
      int lines = lines().size();
      TimeUnit.MILLISECONDS.sleep(100);
      assertThat(lines().size(), is(lines));
      assertThat(report().has("running"), is(false));
    }
  }

  /** What an earlier process has read and left waiting is read here as well. */
  @Test
  void whatWaitsInTheStateJoinsTheSum() throws Exception {
    try (LiveReport live = start(SOON)) {
      WaitingCounts.of(run.id()).enter(7, Map.of("Email Opened", 40L));
      awaitLine("read 40: sent 0, left out 0, dead letters 0, waiting 40, in flight 0; ");
      new FunnelCounter(Outcome.SENT).inc("Email Opened", 30);
      WaitingCounts.of(run.id()).set(7, Map.of());
      awaitLine("read 40: sent 30, left out 0, dead letters 0, waiting 0, in flight 10; ");
      assertThat(live.now().funnel().get(Outcome.READ), is(40L));
    }
  }

  @Test
  void aFolderThatCannotBeWrittenEndsNoLine() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    run = LiveRuns.in(file.resolve("report"));
    try (LiveReport live = start(SOON)) {
      awaitLine("read 0: ");
      LiveRuns.count(run);
      awaitLine("read 20: ");
      assertThat(live.metricsUrl() == null, is(true));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "119, 119 s",
    "120, 2 min",
    "7199, 119 min",
    "7200, 2 h",
    "172799, 47 h",
    "172800, 2 d",
    "-5, 0 s"
  })
  void timesAreToldInTheUnitThatSaysEnough(long seconds, String words) {
    assertThat(LiveLine.words(Duration.ofSeconds(seconds)), is(words));
  }

  @Test
  void aLineTellsOfSegmentsSilence() {
    try (LiveReport live = start(NEVER)) {
      new FunnelCounter(Outcome.READ).inc("Email Sent", 3);
      RequestCounts.of(run.id()).accepted();
      LiveFigures now = LiveFigures.of(run, new FlinkState(0, null, null));
      assertThat(live.now().funnel().get(Outcome.READ), is(3L));
      assertThat(
          LiveLine.of(later(now, Duration.ofSeconds(59)), now),
          matchesPattern(".*, in flight 3; 0 events/s, (lag \\d+ s, )?contacts not read yet"));
      assertThat(
          LiveLine.of(later(now, Duration.ofMinutes(12)), now),
          containsString("; 0 events/s, nothing accepted for 12 min, "));
    }
  }

  /** After a quiet hour the last acceptance is old, whatever Segment does. */
  @Test
  void whatWasReadSinceTheLineBeforeSaysNothingOfSegment() {
    try (LiveReport live = start(NEVER)) {
      RequestCounts.of(run.id()).accepted();
      LiveFigures quiet = figures();
      new FunnelCounter(Outcome.READ).inc("Email Sent", 3);
      LiveFigures readSince = later(figures(), Duration.ofHours(1));
      assertThat(live.now().funnel().get(Outcome.READ), is(3L));

      assertThat(LiveLine.of(readSince, quiet), not(containsString("nothing accepted")));
      assertThat(
          LiveLine.of(later(readSince, Duration.ofMinutes(1)), readSince),
          containsString("nothing accepted for 61 min, "));
    }
  }

  @Test
  void whatWasAcceptedSinceTheLineBeforeIsNoSilence() {
    try (LiveReport live = start(NEVER)) {
      new FunnelCounter(Outcome.READ).inc("Email Sent", 3);
      LiveFigures before = later(figures(), Duration.ofMinutes(-5));
      assertThat(live.now().funnel().get(Outcome.READ), is(3L));
      RequestCounts.of(run.id()).accepted();
      LiveFigures now = later(figures(), Duration.ofMinutes(2));

      assertThat(LiveLine.of(now, before), not(containsString("nothing accepted")));
    }
  }

  @Test
  void aLineTellsOfFailedPollsSinceTheLastThatDidNotFail() {
    assertThat(
        LiveLine.of(polled(12, 3), polled(12, 3)), containsString(", failed polls 3, contacts "));
    assertThat(LiveLine.of(polled(12, 0), polled(12, 3)), not(containsString("failed polls")));
  }

  private LiveFigures polled(long failures, long failuresSincePoll) {
    LiveFigures figures = figures();
    return new LiveFigures(
        figures.run(),
        figures.at(),
        figures.rows(),
        figures.requests(),
        figures.contacts(),
        figures.files(),
        List.of(new PollFigures(70, 0, failures, failuresSincePoll, null, null)),
        figures.filesRead(),
        figures.state());
  }

  private LiveFigures figures() {
    return LiveFigures.of(run, new FlinkState(0, null, null));
  }

  private static LiveFigures later(LiveFigures figures, Duration by) {
    return new LiveFigures(
        figures.run(),
        figures.at().plus(by),
        figures.rows(),
        figures.requests(),
        figures.contacts(),
        figures.files(),
        figures.tables(),
        figures.filesRead(),
        figures.state());
  }

  private LiveReport start(Duration interval) {
    return LiveReport.start(
        run,
        LiveRuns.settings(interval, null),
        LiveRuns::state,
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private void awaitLine(String part) throws InterruptedException {
    while (lines().isEmpty() || !lines().get(lines().size() - 1).contains(part)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private void awaitRead(long rows) throws Exception {
    while (!Files.exists(folder.resolve("report.json"))
        || report().at("/funnel/read").longValue() != rows) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private JsonNode report() throws IOException {
    return JSON.readTree(folder.resolve("report.json").toFile());
  }
}
