package io.github.mailmodosource.lean;

import static io.github.mailmodosource.lean.FlinkProcesses.JOB_MANAGER;
import static io.github.mailmodosource.lean.FlinkProcesses.TASK_MANAGER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process of the cluster is killed while batches are under way, and another one takes its place:
 * the same run goes on, to a right end, and sends no more again than was under way. The long matrix
 * of this is {@code scripts/faults cluster}.
 */
class LostProcessTest {
  private static final int ROWS = 6_000;
  private static final int BATCH = 100;
  private static final int IN_FLIGHT = 4;
  private static final long ANSWER_MILLIS = 500;

  private static FlinkProcesses cluster;

  @TempDir Path folder;
  private SlowSegment segment;
  private Rows rows;

  @BeforeAll
  static void startCluster(@TempDir Path clusters) throws Exception {
    // Noticed sooner than by default, which is what a test has time for.
    cluster =
        FlinkProcesses.start(
            clusters.resolve("cluster"),
            "--ha",
            "--taskManagers=2",
            "-Dheartbeat.interval=2000",
            "-Dheartbeat.timeout=10000");
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    cluster.complete(2);
    segment = SlowSegment.start(ANSWER_MILLIS);
    rows = Rows.good(folder, ROWS);
  }

  @AfterEach
  void close() {
    segment.close();
  }

  @Test
  void aTaskManagerIsLostAndAnotherOneTakesItsPlace() throws Exception {
    Launcher.Run run;
    try (Launcher.Running running = begin()) {
      segment.awaitIds(rows.sent() / 3, running.process());
      cluster.kill(sender(job(running)));
      cluster.add();
      run = running.end();
    }

    assertThat(run.said(), run.exitCode(), is(0));
    thatAllArrivedAndLittleCameAgain();
    String job = ClusterRuns.job(run.err());
    assertThat("it was lost while it was needed", restarts(job), greaterThanOrEqualTo(1));
    String told = lineWith("the job is started again (1)", run);
    assertThat(told, matchesPattern("mailmodo-source: the job is started again \\(1\\): .+"));
    // It has had to print what was counted, with nothing but the lean jar, and lives.
    assertThat(
        cluster
            .get("/jobs/" + job + "/accumulators")
            .at("/user-task-accumulators/0/value")
            .asText(),
        containsString("SENT/Link Clicked"));
    assertThat(cluster.pids(JOB_MANAGER).size(), is(1));
  }

  @Test
  void theJobManagerIsLostAndAnotherOneTakesItsPlace() throws Exception {
    Launcher.Run run;
    try (Launcher.Running running = begin()) {
      segment.awaitIds(rows.sent() / 3, running.process());
      cluster.kill(cluster.pids(JOB_MANAGER).get(0));
      cluster.add("--jobManager");
      run = running.end();
    }

    assertThat(run.said(), run.exitCode(), is(0));
    thatAllArrivedAndLittleCameAgain();
    lineWith("the job manager does not answer", run);
    lineWith("the job manager answers again", run);
    lineWith("the job is started again, by another job manager", run);
    assertThat(cluster.pids(TASK_MANAGER).size(), is(2));
  }

  /** Two jobs would send the same events at twice the pace. */
  @Test
  void theClientIsLostAndTheJobGoesOnAndIsNotBegunAgainBesideIt() throws Exception {
    // So slow that the job goes on when the command is given again, on a busy machine too.
    String job;
    Launcher.Run again;
    try (Launcher.Running running = begin("1.5")) {
      segment.awaitIds(1, running.process());
      job = job(running);
      running.process().destroyForcibly().waitFor();
    }
    try (Launcher.Running running = begin("1.5")) {
      again = running.end();
    }
    String options = "--flinkMaster=http://" + cluster.rest() + " --job=" + job;
    assertThat(again.said(), again.exitCode(), is(2));
    assertThat(
        again.err(),
        matchesPattern(
            "mailmodo-source: --resume: the job of the run send-\\S+ is still going on; cancel it,"
                + " or wait for its end and have its report with: report "
                + Pattern.quote(options)
                + "\n"));
    assertThat(ClusterRuns.end(cluster, job), is("FINISHED"));

    Launcher.Run report =
        Launcher.in(folder)
            .run("report", "--flinkMaster=" + cluster.rest(), "--job=" + job, "--report=report");

    assertThat(report.said(), report.exitCode(), is(0));
    thatAllArrivedAndLittleCameAgain();
    assertThat(segment.batchesAgain(), is(0));
  }

  private void thatAllArrivedAndLittleCameAgain() {
    assertThat(
        ClusterRuns.funnel(Json.read(folder.resolve("report/report.json"))), is(rows.funnel()));
    assertThat(segment.ids(), is(rows.sent()));
    assertThat(segment.otherContents(), is(0));
    assertThat(segment.batchesAgain(), lessThan(2 * IN_FLIGHT));
    assertThat(
        "there was something left to send", segment.arrivals().size(), greaterThan(IN_FLIGHT));
    assertThat("the ledger is gone", Files.exists(folder.resolve("resume")), is(false));
  }

  private Launcher.Running begin() throws Exception {
    return begin("0");
  }

  private Launcher.Running begin(String requestsPerSecond) throws Exception {
    List<String> words = new ArrayList<>(rows.options());
    words.addAll(
        List.of(
            segment.option(),
            "--batchEvents=" + BATCH,
            "--maxInFlight=" + IN_FLIGHT,
            "--requestsPerSecond=" + requestsPerSecond,
            "--eventsPerSecond=0",
            "--report=report",
            "--resume=" + folder.resolve("resume")));
    return Launcher.in(folder).begin(ClusterRuns.on(cluster, "send", words));
  }

  private static String job(Launcher.Running running) throws Exception {
    return ClusterRuns.job(running.said().err());
  }

  private static String lineWith(String words, Launcher.Run run) {
    return run.errors().stream()
        .filter(line -> line.contains(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError("'" + words + "' is not in:\n" + run.said()));
  }

  private static int restarts(String job) throws Exception {
    return cluster.get("/jobs/" + job + "/metrics?get=numRestarts").path(0).path("value").asInt();
  }

  /** The process of the worker that sends. */
  private static long sender(String job) throws Exception {
    while (true) {
      for (JsonNode vertex : cluster.get("/jobs/" + job).path("vertices")) {
        if (vertex.path("name").asText().contains("/SendBatches/ParMultiDo(SendBatches))")) {
          JsonNode subtasks =
              cluster
                  .get("/jobs/" + job + "/vertices/" + vertex.path("id").asText())
                  .path("subtasks");
          assertThat("one sends for all", subtasks.size(), is(1));
          String worker = subtasks.path(0).path("taskmanager-id").asText();
          Path pid = cluster.folder().resolve(worker).resolve("pid");
          if (Files.exists(pid)) {
            return Long.parseLong(Files.readString(pid).split(" ", -1)[0]);
          }
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
