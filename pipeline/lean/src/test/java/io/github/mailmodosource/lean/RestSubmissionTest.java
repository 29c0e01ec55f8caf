package io.github.mailmodosource.lean;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The lean jar by Flink's REST interface, as its web page has it: the job manager itself calls the
 * command, and must live on whatever comes of it.
 */
class RestSubmissionTest {
  private static final int ROWS = 1_000;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static FlinkProcesses cluster;
  private static String jar;
  private static long jobManager;

  @TempDir Path folder;
  private CountingSegment segment;
  private Rows rows;

  /** An answer of the interface. */
  private record Answer(int status, JsonNode body) {
    /** The words of an error. */
    String errors() {
      return body.path("errors").toString();
    }
  }

  @BeforeAll
  static void upload() throws Exception {
    cluster = FlinkProcesses.shared();
    jobManager = cluster.pids(FlinkProcesses.JOB_MANAGER).get(0);
    String boundary = "a-boundary";
    Answer answer =
        post(
            "/jars/upload",
            "multipart/form-data; boundary=" + boundary,
            BodyPublishers.concat(
                BodyPublishers.ofString(
                    ("--%s\r\nContent-Disposition: form-data; name=\"jarfile\";"
                            + " filename=\"mailmodo-source-lean.jar\"\r\n"
                            + "Content-Type: application/x-java-archive\r\n\r\n")
                        .formatted(boundary)),
                BodyPublishers.ofFile(Jar.LEAN.path()),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")));
    assertThat(answer.body().toString(), answer.status(), is(200));
    jar = Path.of(answer.body().path("filename").asText()).getFileName().toString();
  }

  @BeforeEach
  void write() throws Exception {
    segment = CountingSegment.start();
    rows = Rows.good(folder, ROWS);
  }

  @AfterEach
  void close() throws Exception {
    segment.close();
    assertThat(
        "the job manager lives", cluster.pids(FlinkProcesses.JOB_MANAGER), contains(jobManager));
  }

  private List<String> send() {
    return ClusterRuns.words(
        List.of("send"),
        rows.options(),
        List.of(segment.option(), "--report=" + folder.resolve("report")));
  }

  @Test
  void aPlanStartsNothingAndMakesNothing() throws Exception {
    JsonNode jobs = jobs();
    List<Path> before = files();
    Answer answer = call("plan", send());

    assertThat(answer.body().toString(), answer.status(), is(200));
    assertThat(answer.body().at("/plan/nodes").isEmpty(), is(false));
    assertThat(jobs(), is(jobs));
    assertThat(files(), is(before));
    assertThat(segment.requests(), is(0));
  }

  @ParameterizedTest
  @CsvSource({"plan", "run"})
  void aWrongOptionIsAnsweredWithItsOneLine(String what) throws Exception {
    JsonNode jobs = jobs();
    Answer answer =
        call(what, ClusterRuns.words(send(), List.of("--requestsPerSecond=as many as you like")));

    assertThat(answer.status() >= 400, is(true));
    assertThat(
        answer.errors(),
        containsString("mailmodo-source: --requestsPerSecond=as many as you like"));
    assertThat(jobs(), is(jobs));
  }

  /** Nobody waits for its end, so its report is made later. */
  @Test
  void aRunIsAnsweredWithItsJobAndReportTellsWhatCameOfIt() throws Exception {
    Answer answer = call("run", send());
    assertThat(answer.body().toString(), answer.status(), is(200));
    String job = answer.body().path("jobid").asText();
    assertThat(job, matchesPattern("[0-9a-f]{32}"));
    assertThat(ClusterRuns.end(cluster, job), is("FINISHED"));
    assertThat(segment.ids(), is(rows.sent()));
    assertThat(segment.events(), is(rows.sent()));

    Launcher.Run report =
        Launcher.in(folder.resolve("elsewhere"))
            .run("report", "--flinkMaster=" + cluster.rest(), "--job=" + job);
    assertThat(report.said(), report.exitCode(), is(0));
    assertThat(report.out(), startsWith("send: 1,000 rows read in "));
    assertThat(
        ClusterRuns.funnel(Json.read(folder.resolve("report/report.json"))), is(rows.funnel()));
    assertThat("nothing is left to be done", report.out(), not(containsString("  next  ")));

    Launcher.Run strict =
        Launcher.in(folder.resolve("elsewhere"))
            .run("report", "--flinkMaster=" + cluster.rest(), "--job=" + job, "--minRows=1001");
    assertThat(strict.said(), strict.exitCode(), is(1));
    assertThat(
        "the cluster has kept the words of the command",
        strict.out(),
        matchesPattern(
            "(?s).*\\n  next          when its cause is gone, begin anew, under the same ids:\\n"
                + "    .* send .*--report="
                + folder.resolve("report")
                + ".*\\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "0123456789abcdef0123456789abcdef, 1, the cluster at .* does not know the job .*",
    "0123, 2, --job=0123 is not an id of a job; .*",
    ", 2, --job is missing; .*"
  })
  void aReportOfNoJobIsOneLine(String job, int exitCode, String line) throws Exception {
    List<String> command =
        ClusterRuns.words(
            List.of("report", "--flinkMaster=" + cluster.rest()),
            job == null ? List.of() : List.of("--job=" + job));
    Launcher.Run run = Launcher.in(folder).run(command);
    assertThat(run.said(), run.exitCode(), is(exitCode));
    assertThat(run.said().lines().toList(), contains(matchesPattern("mailmodo-source: " + line)));
  }

  @Test
  void aReportOfNoClusterIsOneLine() throws Exception {
    Launcher.Run run = Launcher.in(folder).run("report", "--job=0123456789abcdef0123456789abcdef");
    assertThat(run.said(), run.exitCode(), is(2));
    assertThat(
        run.said().lines().toList(),
        contains(matchesPattern("mailmodo-source: --flinkMaster is missing; .*")));
  }

  private static Answer call(String what, List<String> words) throws Exception {
    return post(
        "/jars/" + jar + "/" + what,
        "application/json",
        BodyPublishers.ofString(Json.text(Map.of("programArgsList", words))));
  }

  private static Answer post(String path, String type, BodyPublisher body) throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create("http://" + cluster.rest() + path))
                .header("Content-Type", type)
                .POST(body)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), Json.parse(answer.body()));
  }

  /** The ids of all jobs. */
  private static JsonNode jobs() throws Exception {
    return cluster.get("/jobs");
  }

  /** In the folder of this test, and in the one that the job manager is in. */
  private List<Path> files() throws Exception {
    try (Stream<Path> here = Files.walk(folder);
        Stream<Path> there = Files.list(cluster.folder().resolve("job-manager-1"))) {
      return Stream.concat(here, there).sorted().toList();
    }
  }
}
