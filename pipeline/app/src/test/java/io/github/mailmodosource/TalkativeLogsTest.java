package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import io.github.mailmodosource.sandbox.WarehouseSettings;
import io.github.mailmodosource.servers.TestDatabases;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "No secret ever appears in a log (at any level, a library's included; a refused literal neither)
 * … E-mail addresses are masked in logs." Whole processes, mostly at the level at which all is
 * said: what the others say is a part of it.
 */
class TalkativeLogsTest {
  private static final long MOST_SECONDS = 240;
  private static final String LITERAL = "a-literal-key-that-nobody-may-see";

  @TempDir Path folder;
  private int runs;

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void rowsOfFilesGoodAndBad(RunnerMode mode) throws Exception {
    try (Sandbox segment = sandbox(JobProbe.WRITE_KEY)) {
      List<String> words = new ArrayList<>(sending(segment, "trace"));
      words.addAll(mode.options());
      words.add(mode == RunnerMode.FLINK_BATCH ? "--contactsJoin=keyed" : "--contactsJoin=auto");
      words.add("--suppressed=testdata/contacts.csv");
      assertSecretsStay(run(3, "send", words));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"debug", "error"})
  void aKeyThatIsRefusedAndWhatItStops(String level) throws Exception {
    try (Sandbox segment = sandbox("another-key")) {
      List<String> words = new ArrayList<>(sending(segment, level));
      words.addAll(RunnerMode.FLINK_BATCH.options());
      String log = run(1, "send", words);
      assertThat(log, containsString("answered 401"));
      assertSecretsStay(log);
    }
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL, FLINK_BATCH", "MARIADB, FLINK_DATA_STREAM"})
  void tablesAndTheWarehouse(TestDatabases database, RunnerMode mode) throws Exception {
    ActivityTables.create(database);
    String schema = TestDatabases.newSchemaName();
    database.execute("CREATE SCHEMA " + schema);
    WarehouseSettings warehouse =
        WarehouseSettings.of(database.url(), TestDatabases.ADMIN, "", schema).withLoseEvery(7);
    List<String> words = new ArrayList<>(mode.options());
    for (String rows : List.of("activity", "contacts", "warehouse")) {
      words.add("--" + rows + "=" + database.url());
      words.add("--" + rows + "User=" + TestDatabases.USER);
      words.add("--" + rows + "Password=file:" + TestDatabases.passwordFile(folder));
    }
    words.addAll(
        List.of(
            "--activityTable=activity",
            "--activityPartitionColumn=n",
            "--contactsTable=identifies",
            "--warehouseSchema=" + schema,
            "--resend=missing",
            "--report=" + folder.resolve("report"),
            "--logLevel=trace"));
    try (Sandbox segment =
        Sandbox.start(
            SandboxSettings.onAnyPort()
                .withWriteKey(JobProbe.WRITE_KEY)
                .withWarehouse(warehouse))) {
      words.add("--endpoint=" + segment.endpoint());
      assertSecretsStay(run(4, "reconcile", words));
    }
  }

  /** PostgreSQL says which value it is. */
  @Test
  void aValueThatADatabaseCannotTake() throws Exception {
    ActivityTables.create(TestDatabases.POSTGRESQL);
    try (Sandbox segment = sandbox(JobProbe.WRITE_KEY)) {
      List<String> words = new ArrayList<>(sending(segment, "trace"));
      words.set(0, "--activity=" + TestDatabases.POSTGRESQL.url());
      words.addAll(RunnerMode.FLINK_BATCH.options());
      words.add("--activityUser=" + TestDatabases.ADMIN);
      words.add(
          "--activityQuery=SELECT event, email, occurred_at, CAST(email AS INT) AS link_id FROM activity");
      String log = run(1, "send", words);
      assertThat(log, containsString("invalid input syntax for type integer"));
      assertSecretsStay(log);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--writeKey=" + LITERAL,
        "--writekey=" + LITERAL,
        "--writeKey=env:" + LITERAL,
        "--activityPassword=" + LITERAL,
        "--activity=postgresql://reader:" + LITERAL + "@127.0.0.1/db",
        "--activity=jdbc:postgresql://127.0.0.1/db?password=" + LITERAL,
      })
  void aLiteralThatIsRefused(String word) throws Exception {
    List<String> words = new ArrayList<>();
    if (!word.startsWith("--activity=")) {
      words.add(
          word.startsWith("--activityPassword")
              ? "--activity=jdbc:postgresql://127.0.0.1:1/db"
              : "--activity=testdata/activity.jsonl");
    }
    words.add("--activityTable=activity");
    words.add("--contacts=testdata/contacts.jsonl");
    words.add("--logLevel=trace");
    words.addAll(List.of(word.split(" ", -1)));
    String log = run(2, "send", words);
    assertThat(log.lines().filter(line -> line.startsWith("mailmodo-source: ")).count(), is(1L));
    assertSecretsStay(log);
  }

  @Test
  void whatTheSandboxGets() throws Exception {
    Path port = folder.resolve("port");
    Process sandbox =
        start("sandbox", List.of("--port=0", "--portFile=" + port, "--logLevel=trace"));
    try {
      while (!Files.exists(port) && sandbox.isAlive()) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      String body =
          """
          {"batch":[{"type":"track","event":"Email Sent","userId":"u","messageId":"m",
           "context":{"traits":{"email":"rita@example.com"}}}]}
          """;
      int answered =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(
                              "http://127.0.0.1:" + Files.readString(port).strip() + "/v1/batch"))
                      .header("Authorization", "Basic " + authorization(JobProbe.WRITE_KEY))
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      assertThat("the sandbox read it", answered, is(greaterThan(0)));
    } finally {
      sandbox.destroy();
      sandbox.waitFor();
    }
    assertSecretsStay(Files.readString(log(), StandardCharsets.ISO_8859_1));
  }

  private static Sandbox sandbox(String key) throws Exception {
    return Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(key));
  }

  private List<String> sending(Sandbox segment, String level) {
    return List.of(
        "--activity=testdata/activity.jsonl,testdata/bad-rows.jsonl",
        "--contacts=testdata/contacts.jsonl",
        "--endpoint=" + segment.endpoint(),
        "--report=" + folder.resolve("report"),
        "--logLevel=" + level);
  }

  private String run(int exitCode, String command, List<String> words) throws Exception {
    Process process = start(command, words);
    try {
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), is(true));
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(log(), StandardCharsets.ISO_8859_1);
    assertThat(text, process.exitValue(), is(exitCode));
    return text;
  }

  private Path log() {
    return folder.resolve("log-" + runs);
  }

  /** With the log of Java's HTTP client on, which has all headers. */
  private Process start(String command, List<String> words) throws Exception {
    runs++;
    List<String> line = ChildJvm.words(List.of("-Djdk.httpclient.HttpClient.log=all"));
    line.add(command);
    line.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("SEGMENT_WRITE_KEY", JobProbe.WRITE_KEY);
    return builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
  }

  private static String authorization(String key) {
    return Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
  }

  /** Addresses also as a dump of bytes shows them beside the digits. */
  private static void assertSecretsStay(String log) {
    Pattern secret =
        Pattern.compile(
            "(?i).{0,80}(?:"
                + String.join(
                    "|",
                    JobProbe.WRITE_KEY,
                    authorization(JobProbe.WRITE_KEY),
                    TestDatabases.PASSWORD,
                    LITERAL,
                    "[^*\\s]@example\\b")
                + ").{0,40}");
    assertThat(
        secret.matcher(log).results().map(MatchResult::group).limit(10).toList(), is(empty()));
  }
}
