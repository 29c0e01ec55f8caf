package io.github.mailmodosource.lean;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lean jar by Flink's own command line: {@code flink run JAR send ...}. */
class FlinkRunTest {
  private static final int ROWS = 1_000;

  /** Flink's counters alone would be hundreds. */
  private static final int MOST_LINES = 60;

  @TempDir Path folder;
  private CountingSegment segment;

  @BeforeEach
  void start() throws Exception {
    segment = CountingSegment.start();
  }

  @AfterEach
  void stop() {
    segment.close();
  }

  @Test
  void withoutARunnerItRunsOnTheCluster() throws Exception {
    FlinkProcesses cluster = FlinkProcesses.shared();
    Rows rows = Rows.good(folder, ROWS);
    Launcher.Run run = flinkRun(cluster, rows);

    assertThat(run.said(), run.exitCode(), is(0));
    assertThat(ClusterRuns.state(cluster, ClusterRuns.job(run.said())), is("FINISHED"));
    assertThat(
        ClusterRuns.funnel(Json.read(folder.resolve("report/report.json"))), is(rows.funnel()));
    assertThat(segment.ids(), is(rows.sent()));
    assertThat(segment.events(), is(rows.sent()));
    assertThat(run.said(), run.said().lines().count(), is(lessThan((long) MOST_LINES)));
  }

  @Test
  void deadLettersAreExitCode3() throws Exception {
    Rows rows = Rows.withBadOnes(folder, ROWS);
    Launcher.Run run = flinkRun(FlinkProcesses.shared(), rows);

    assertThat(run.said(), run.exitCode(), is(3));
    assertThat(
        run.errors(),
        hasItem("mailmodo-source: 10 dead letters, more than --maxDeadLetters=0 allows"));
    assertThat(
        ClusterRuns.funnel(Json.read(folder.resolve("report/report.json"))), is(rows.funnel()));
  }

  /** "The lean jar runs by flink run on clusters of 1.19.3 and 1.20.5." */
  @Test
  void theSameJarRunsOnFlink119() throws Exception {
    Rows rows = Rows.good(folder, ROWS);
    try (FlinkProcesses cluster =
        FlinkProcesses.start(folder.resolve("cluster"), "--flink=1.19.3", "--taskManagers=1")) {
      assertThat(cluster.get("/overview").path("flink-version").asText(), is("1.19.3"));
      Launcher.Run run = flinkRun(cluster, rows);

      assertThat(run.said(), run.exitCode(), is(0));
      assertThat(ClusterRuns.state(cluster, ClusterRuns.job(run.said())), is("FINISHED"));
      assertThat(
          ClusterRuns.funnel(Json.read(folder.resolve("report/report.json"))), is(rows.funnel()));
      assertThat(segment.events(), is(rows.sent()));
    }
  }

  @Test
  void aWrongOptionIsOneLineAndExitCode2() throws Exception {
    Launcher.Run run =
        flinkRun(FlinkProcesses.shared(), List.of("send", "--activity=x", "--speed=9"));

    assertThat(run.said(), run.exitCode(), is(2));
    assertThat(
        run.said().lines().toList(), contains(matchesPattern("mailmodo-source: .*--speed.*")));
  }

  @Test
  void anotherRunnerThanFlinksIsRefusedInOneLine() throws Exception {
    Launcher.Run run =
        flinkRun(FlinkProcesses.shared(), List.of("send", "--activity=x", "--runner=DirectRunner"));

    assertThat(run.said(), run.exitCode(), is(2));
    assertThat(
        run.said().lines().toList(),
        contains(matchesPattern("mailmodo-source: --runner=DirectRunner .*")));
  }

  private Launcher.Run flinkRun(FlinkProcesses cluster, Rows rows) throws Exception {
    return flinkRun(
        cluster,
        ClusterRuns.words(
            List.of("send"), rows.options(), List.of(segment.option(), "--report=report")));
  }

  private Launcher.Run flinkRun(FlinkProcesses cluster, List<String> command) throws Exception {
    return Launcher.in(folder)
        .runWords(
            ClusterRuns.words(
                cluster.flink("run", Jar.LEAN.path().toAbsolutePath().toString()), command));
  }
}
