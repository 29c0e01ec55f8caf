package io.github.mailmodosource.lean;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails on a worker: one line that names the worker, exit code 1, and a report. */
class FailedOnClusterTest {
  private static final int ROWS = 1_000;
  private static final String WORKER = " \\(on the worker [\\w.]+:\\d+, task-manager-\\d+\\)";

  private static FlinkProcesses cluster;
  @TempDir Path folder;
  private Launcher launcher;
  private Rows rows;

  @BeforeAll
  static void start() throws Exception {
    cluster = FlinkProcesses.shared();
  }

  @BeforeEach
  void write() throws Exception {
    launcher = Launcher.in(folder);
    rows = Rows.good(folder, ROWS);
  }

  @Test
  void aKeyThatSegmentRefusesStopsTheJobAtOnce() throws Exception {
    try (CountingSegment segment = CountingSegment.answering(401)) {
      Launcher.Run run =
          launcher.run(
              ClusterRuns.on(
                  cluster,
                  "send",
                  ClusterRuns.words(rows.options(), List.of(segment.option(), "--report=report"))));

      assertFails(run, containsString("401"));
      JsonNode report = Json.read(folder.resolve("report/report.json"));
      Map<String, Integer> funnel = ClusterRuns.funnel(report);
      assertThat(funnel.get("read"), is(greaterThan(0)));
      assertThat(funnel.get("sent"), is(0));
      assertThat(report.path("left").asInt(), is(greaterThan(0)));
      assertThat(run.out(), containsString("  left  "));
      assertThat(restarts(run), is(0));
    }
  }

  /** The one who submits has it; the task managers were started without it. */
  @Test
  void aKeyThatTheWorkerDoesNotHaveIsNamed() throws Exception {
    try (CountingSegment segment = CountingSegment.start()) {
      Launcher.Run run =
          launcher
              .with("KEY_OF_THE_CLIENT_ALONE", "a-key")
              .run(
                  ClusterRuns.on(
                      cluster,
                      "send",
                      ClusterRuns.words(
                          rows.options(),
                          List.of(
                              segment.option(),
                              "--writeKey=env:KEY_OF_THE_CLIENT_ALONE",
                              "--report=report"))));

      assertFails(run, containsString("environment variable KEY_OF_THE_CLIENT_ALONE"));
      assertThat(segment.requests(), is(0));
    }
  }

  /** A name that means the file for whoever submits, and nothing for the workers. */
  @Test
  void aFileThatTheWorkerDoesNotHaveIsNamed() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/cwd")), "this system has no /proc");
    try (CountingSegment segment = CountingSegment.start()) {
      Launcher.Run run =
          launcher.run(
              ClusterRuns.on(
                  cluster,
                  "send",
                  List.of(
                      "--activity=/proc/self/cwd/activity.jsonl",
                      "--contacts=" + rows.contacts(),
                      segment.option(),
                      "--report=report")));

      assertFails(run, containsString("/proc/self/cwd/activity.jsonl"));
      assertThat(segment.requests(), is(0));
    }
  }

  /** One line at the end, and the same words in the report. */
  private void assertFails(Launcher.Run run, Matcher<String> words) {
    assertThat(run.said(), run.exitCode(), is(1));
    assertThat(run.said(), ClusterRuns.withoutAStackTrace());
    List<String> errors =
        run.errors().stream().filter(line -> line.contains("on the worker")).toList();
    assertThat(run.said(), errors, hasSize(1));
    assertThat(errors.get(0), allOf(matchesPattern("mailmodo-source: .+" + WORKER + ".*"), words));
    assertThat(Json.read(folder.resolve("report/report.json")).path("stopped").asText(), words);
  }

  private static int restarts(Launcher.Run run) throws Exception {
    return cluster
        .get("/jobs/" + ClusterRuns.job(run.err()) + "/metrics?get=numRestarts")
        .path(0)
        .path("value")
        .asInt();
  }
}
