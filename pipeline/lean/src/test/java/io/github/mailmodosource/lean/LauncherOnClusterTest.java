package io.github.mailmodosource.lean;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that the launcher submits, from a folder that is not the workers': one run, of which each
 * test looks at something else.
 */
class LauncherOnClusterTest {
  private static final int ROWS = 2_000;
  private static final long SMALLEST_JAR = 10_000_000;

  @TempDir static Path folder;
  private static FlinkProcesses cluster;
  private static CountingSegment segment;
  private static Rows rows;
  private static Launcher.Run run;

  @BeforeAll
  static void send() throws Exception {
    cluster = FlinkProcesses.shared();
    segment = CountingSegment.start();
    rows = Rows.withBadOnes(folder, ROWS);
    run =
        Launcher.in(folder)
            .run(
                ClusterRuns.on(
                    cluster,
                    "send",
                    List.of(
                        "--activity=activity.jsonl",
                        "--contacts=contacts.jsonl",
                        segment.option(),
                        "--maxDeadLetters=" + ROWS,
                        "--report=its report")));
  }

  @AfterAll
  static void close() {
    if (segment != null) {
      segment.close();
    }
  }

  @Test
  void endsWell() {
    assertThat(run.said(), run.exitCode(), is(0));
  }

  @Test
  void itsFunnelIsThatOfTheRows() {
    assertThat(
        ClusterRuns.funnel(Json.read(folder.resolve("its report/report.json"))), is(rows.funnel()));
  }

  @Test
  void eachEventArrivesOnce() {
    assertThat(segment.ids(), is(rows.sent()));
    assertThat(segment.events(), is(rows.sent()));
  }

  /** Without {@code --parallelism} it takes all slots. */
  @Test
  void theFirstLinesNameTheClusterAndTheJob() throws Exception {
    String rest = Pattern.quote("http://" + cluster.rest());
    assertThat(
        run.errors().subList(0, 2),
        contains(
            matchesPattern(
                "send: "
                    + rest
                    + ": Flink "
                    + cluster.get("/overview").path("flink-version").asText()
                    + ", 2 task managers, 2 slots, 2 free; parallelism 2"),
            matchesPattern("send: job ([0-9a-f]{32}), " + rest + "/#/job/running/\\1/overview")));
  }

  @Test
  void ranOnAllSlots() throws Exception {
    int most = 0;
    for (var vertex : cluster.get("/jobs/" + ClusterRuns.job(run.err())).path("vertices")) {
      most = Math.max(most, vertex.path("parallelism").asInt());
    }
    assertThat(most, is(2));
  }

  /**
   * The other one is more than twice as large, and has a Flink of its own; here it is started by
   * way of a link. The workers keep what was shipped for an hour.
   */
  @Test
  void theLeanJarAloneWentToTheCluster() throws Exception {
    for (String worker : List.of("task-manager-1", "task-manager-2")) {
      List<Path> jars = jars(cluster.folder().resolve(worker).resolve("tmp"));
      assertThat(worker, jars, hasSize(1));
      assertThat(Files.mismatch(jars.get(0), Jar.LEAN.path()), is(-1L));
    }
  }

  private static List<Path> jars(Path folder) throws IOException {
    String job = "job_" + ClusterRuns.job(run.err());
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file ->
                  Objects.requireNonNull(file.getParent()).endsWith(job)
                      && size(file) > SMALLEST_JAR)
          .toList();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void deadLettersAreWhereTheRunSays() throws Exception {
    Matcher line = Pattern.compile("(?m)^  letters +(/.*)$").matcher(run.out());
    assertThat(run.out(), line.find(), is(true));
    Path letters = Path.of(line.group(1));
    assertThat(letters.getParent(), is(folder.toAbsolutePath().resolve("its report")));
    assertThat(Files.readAllLines(letters), hasSize(rows.funnel().get("invalid")));
  }
}
