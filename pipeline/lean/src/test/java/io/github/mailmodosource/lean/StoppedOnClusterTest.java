package io.github.mailmodosource.lean;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that sends for minutes, and what is done to it meanwhile. */
class StoppedOnClusterTest {
  private static final int ROWS = 2_000;

  @TempDir Path folder;
  private FlinkProcesses cluster;
  private CountingSegment segment;
  private Rows rows;
  private Launcher.Running running;

  @BeforeEach
  void begin() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "this machine has no kill");
    cluster = FlinkProcesses.shared();
    segment = CountingSegment.start();
    rows = Rows.good(folder, ROWS);
    running = Launcher.in(folder.resolve("first")).begin(command("first"));
    while (segment.requests() < 2) {
      assertThat(running.said().said(), running.process().isAlive(), is(true));
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @AfterEach
  void end() throws Exception {
    try (Launcher.Running first = running) {
      if (first != null) {
        first.signal("TERM");
        first.end();
      }
    } finally {
      segment.close();
    }
  }

  /** Four events a second, so that it cannot come to its end meanwhile. */
  private List<String> command(String report) throws Exception {
    return ClusterRuns.on(
        cluster,
        "send",
        ClusterRuns.words(
            rows.options(),
            List.of(
                segment.option(),
                "--batchEvents=2",
                "--requestsPerSecond=2",
                "--resume=" + folder.resolve("ledger"),
                "--report=" + folder.resolve(report))));
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143, SIGTERM", "INT, 130, Ctrl-C (SIGINT)"})
  void aSignalCancelsTheJob(String signal, int exitCode, String words) throws Exception {
    running.signal(signal);
    Launcher.Run run = running.end();
    int requests = segment.requests();

    assertThat(run.said(), run.exitCode(), is(exitCode));
    assertThat(ClusterRuns.state(cluster, ClusterRuns.job(run.err())), is("CANCELED"));
    assertThat(run.errors(), hasItem(startsWith("mailmodo-source: stopped by " + words)));
    assertThat(run.said(), ClusterRuns.withoutAStackTrace());
    JsonNode report = Json.read(folder.resolve("first/report.json"));
    assertThat(report.path("stopped").asText(), startsWith("stopped by " + words));
    assertThat(report.path("exitCode").asInt(), is(exitCode));
    assertThat(report.path("left").asInt(), is(greaterThan(0)));

    // Would they go on sending, they would have done so several times by then.
    TimeUnit.SECONDS.sleep(3);
    assertThat(segment.requests(), is(requests));
  }

  /** "Refuse a second run of the same command on the same ledger while the first is alive." */
  @Test
  void aSecondRunWithTheSameLedgerIsRefused() throws Exception {
    Launcher.Run second = Launcher.in(folder.resolve("second")).run(command("second"));

    assertThat(second.said(), second.exitCode(), is(2));
    assertThat(
        second.errors(),
        contains(
            allOf(
                startsWith("mailmodo-source: --resume: the run send-"),
                containsString(" is still going on in " + folder.resolve("ledger")))));
    assertThat(running.process().isAlive(), is(true));
    assertThat(Files.exists(folder.resolve("second/report.json")), is(false));
  }

  @Test
  void theReportOfAJobThatGoesOnIsRefused() throws Exception {
    Launcher.Run report =
        Launcher.in(folder.resolve("second"))
            .run(
                "report",
                "--flinkMaster=" + cluster.rest(),
                "--job=" + ClusterRuns.job(running.said().err()));

    assertThat(report.said(), report.exitCode(), is(1));
    assertThat(report.errors(), contains(containsString("has not ended (Flink says RUNNING)")));
  }
}
