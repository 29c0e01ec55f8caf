package io.github.mailmodosource.lean;

import static io.github.mailmodosource.lean.FlinkProcesses.JOB_MANAGER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flink's application mode, as a Kubernetes operator starts it: the job manager itself runs our
 * {@code main}. Here it takes the place of the job manager of a cluster.
 */
class ApplicationModeTest {
  private static final String ENTRY =
      "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";

  /** As in the configuration of Flink's own distribution. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.util",
          "java.nio",
          "java.time",
          "sun.nio.ch",
          "java.net",
          "java.util.concurrent");

  private static final int ROWS = 1_000;

  @TempDir static Path clusters;
  private static FlinkProcesses cluster;
  private static String version;

  /** Of the job manager that is killed; the application's takes its place. */
  private static String rest;

  @TempDir Path folder;
  private CountingSegment segment;
  private Rows rows;

  /** None before a test has begun it. */
  @SuppressWarnings("NullAway.Init")
  private Process application;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = FlinkProcesses.start(clusters.resolve("cluster"), "--taskManagers=1");
    version = cluster.get("/overview").path("flink-version").asText();
    rest = cluster.rest();
    cluster.kill(cluster.pids(JOB_MANAGER).get(0));
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    segment = CountingSegment.start();
    rows = Rows.withBadOnes(folder, ROWS);
  }

  @AfterEach
  void end() throws Exception {
    segment.close();
    if (application != null) {
      application.destroyForcibly().waitFor();
    }
  }

  /** More dead letters than allowed are no failure: Kubernetes would begin it again. */
  @Test
  void whereMainWaitsForTheJobItLeavesTheReportAndDoesNotEndTheJobManager() throws Exception {
    begin("-Dexecution.attached=true", "-Dexecution.shutdown-on-application-finish=false");
    Path report = folder.resolve("report/report.json");
    await(() -> Files.exists(report));

    assertThat(said(), ClusterRuns.funnel(Json.read(report)), is(rows.funnel()));
    assertThat(segment.ids(), is(rows.sent()));
    await(() -> hasFinished(job()));
    assertThat(said(), application.isAlive(), is(true));
    assertThat(said(), containsString("  report        " + folder.resolve("report")));
    assertThat(said(), not(containsString("\tat ")));
  }

  /** By default the application's cluster ends with its job; then this is its whole life. */
  @Test
  void aClusterThatEndsWithItsApplicationEndsWell() throws Exception {
    begin("-Dexecution.attached=true");

    assertThat(said(), application.waitFor(), is(0));
    assertThat(
        ClusterRuns.funnel(Json.read(folder.resolve("report/report.json"))), is(rows.funnel()));
  }

  /** As long as the job manager is there, which does not end with the job by that setting. */
  @Test
  void whereMainDoesNotWaitTheReportIsHadLater() throws Exception {
    begin("-Dexecution.attached=false", "-Dexecution.shutdown-on-application-finish=false");
    await(() -> said().contains("have its report with: report"));
    await(() -> hasFinished(job()));
    assertThat(said(), application.isAlive(), is(true));

    Launcher.Run report =
        Launcher.in(folder)
            .run(
                "report",
                "--flinkMaster=" + rest,
                "--job=" + job(),
                "--report=" + folder.resolve("later"),
                "--maxDeadLetters=" + ROWS);

    assertThat(report.said(), report.exitCode(), is(0));
    assertThat(
        ClusterRuns.funnel(Json.read(folder.resolve("later/report.json"))), is(rows.funnel()));
  }

  /** Begins the job manager with our command as its application. */
  private void begin(String... settings) throws Exception {
    String port = rest.substring(rest.lastIndexOf(':') + 1);
    List<String> words = new ArrayList<>();
    words.add(ProcessHandle.current().info().command().orElseThrow());
    OPENED.forEach(name -> words.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    words.add("-Dlog.file=" + folder.resolve("flink.log"));
    words.add(
        "-Dlog4j.configurationFile=file:" + cluster.folder().resolve("conf/log4j.properties"));
    words.addAll(List.of("-cp", flink() + ":" + entryPoint(), ENTRY));
    words.add("--configDir=" + cluster.folder().resolve("conf"));
    // An image has the jar on all machines; here it is to be shipped to the workers.
    words.add("--jars=" + Jar.LEAN.path().toUri());
    words.add("--job-classname=io.github.mailmodosource.MailmodoSource");
    words.addAll(List.of("-Drest.port=" + port, "-Drest.bind-port=" + port));
    words.add("-Djobmanager.memory.enable-jvm-direct-memory-limit=false");
    words.add("-Djobmanager.memory.process.size=1600m");
    words.addAll(List.of(settings));
    words.add("send");
    words.addAll(rows.options());
    words.add(segment.option());
    words.add("--report=" + folder.resolve("report"));
    words.add("--resume=" + folder.resolve("resume"));
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().remove("SEGMENT_WRITE_KEY");
    application =
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("application.out").toFile())
            .start();
  }

  /** The jars that the cluster runs on. */
  private static Path flink() {
    return Path.of("target/flink-cluster/lib-" + version).toAbsolutePath().resolve("*");
  }

  /** Part of Flink's distribution, but in an artifact of its own. */
  private static Path entryPoint() throws Exception {
    return Path.of(
        Class.forName(ENTRY, false, ApplicationModeTest.class.getClassLoader())
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI());
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("application.out"));
  }

  private String job() throws IOException {
    return ClusterRuns.job(said());
  }

  private static boolean hasFinished(String job) throws Exception {
    try {
      // The script knows nothing of the application's job manager.
      URI address = URI.create("http://" + rest + "/jobs/" + job);
      return Json.parse(new String(address.toURL().openStream().readAllBytes(), UTF_8))
          .path("state")
          .asText()
          .equals("FINISHED");
    } catch (ConnectException e) {
      return false;
    }
  }

  /** Something that comes, unless the application ends before. */
  @FunctionalInterface
  private interface Condition {
    boolean holds() throws Exception;
  }

  private void await(Condition condition) throws Exception {
    while (!condition.holds()) {
      assertThat(said(), application.isAlive(), is(true));
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
