package io.github.mailmodosource.send;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.ActivityTables;
import io.github.mailmodosource.FlinkCluster;
import io.github.mailmodosource.Golden;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import io.github.mailmodosource.servers.TestDatabases;
import java.net.BindException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole runs of {@code send} from databases: rows in tables give what the same rows in files do.
 */
class SendFromDatabaseTest {
  @TempDir Path folder;
  private Sandbox segment;

  @BeforeAll
  static void tables() {
    for (TestDatabases database : TestDatabases.values()) {
      ActivityTables.create(database);
    }
  }

  @BeforeEach
  void startSegment() throws BindException {
    segment = Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY));
  }

  @AfterEach
  void stopSegment() {
    segment.close();
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL, DIRECT", "MARIADB, DIRECT", "POSTGRESQL, FLINK_BATCH"})
  void theSameRowsFromADatabaseGiveTheSamePayloads(TestDatabases database, RunnerMode mode) {
    Result result =
        JobProbe.in(folder)
            .with(from(database))
            .with("--activityTable=activity", "--activityPartitionColumn=n")
            .with("--contactsTable=identifies")
            .on(mode)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(0));
    assertSame(Golden.payloads("activity.jsonl.golden"), Golden.canonical(segment.events()));
    // One row is a nanosecond too early for its contact; databases keep microseconds.
    assertThat(result.report().at("/funnel/read").asInt(), is(53));
    assertThat(result.report().at("/funnel/sent").asInt(), is(41));
    assertThat("n is known", result.report().at("/warnings/unknown_fields").asInt(), is(0));
    assertThat("JdbcIO prints nothing", result.out(), not(containsString("null")));
    assertThat(result.letters(), is(empty()));
  }

  @Test
  void aValueThatCannotBeReadMakesADeadLetterWithTableAndKey() {
    TestDatabases.POSTGRESQL.execute(
        "DROP TABLE IF EXISTS odd",
        "CREATE TABLE odd (n INT, event TEXT, email TEXT, occurred_at TIMESTAMP, link_id NUMERIC)",
        "INSERT INTO odd VALUES"
            + " (17, 'clicked', 'reader@example.com', '2026-11-20 10:00:00', 'NaN'),"
            + " (18, 'clicked', 'reader@example.com', '2026-11-20 10:00:01', 12.50),"
            + " (19, 'clicked', 'reader@example.com', 'infinity', 1)");
    Result result =
        JobProbe.in(folder)
            .with(from(TestDatabases.POSTGRESQL))
            .with("--activityTable=odd", "--contactsTable=identifies")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(3));
    assertThat(segment.events(), hasSize(1));
    assertThat(segment.events().get(0), containsString("\"link_id\":\"12.50\""));
    assertThat(
        result.letters().stream().map(SendFromDatabaseTest::sourceAndReason).toList(),
        containsInAnyOrder("odd n=17 unreadable_column", "odd n=19 bad_time"));
    assertThat(result.letters().toString(), containsString("\"message\":\"column link_id: "));

    Result again =
        JobProbe.in(folder)
            .with("--deadLetters=" + result.folder(), "--contacts=testdata/contacts.jsonl")
            .on(RunnerMode.DIRECT)
            .replay(segment.endpoint());
    assertThat("what is missing is not sent as if it were absent", again.exitCode(), is(3));
    assertThat(segment.events(), hasSize(1));
  }

  @Test
  void theWindowReachesTheDatabase() {
    Result result =
        JobProbe.in(folder)
            .with(from(TestDatabases.POSTGRESQL))
            .with("--activityTable=activity", "--contactsTable=identifies")
            .with("--since=2026-11-13", "--until=2026-11-14")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());
    Result files =
        JobProbe.in(folder)
            .with("--activity=testdata/activity.jsonl", "--contacts=testdata/contacts.jsonl")
            .with("--since=2026-11-13", "--until=2026-11-14")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(files.report().at("/funnel/read").asInt(), is(53));
    int outside = files.report().at("/funnel/outside_window").asInt();
    assertThat(result.report().at("/funnel/read").asInt(), is(53 - outside));
    assertThat(
        result.report().at("/funnel/sent").asInt(), is(files.report().at("/funnel/sent").asInt()));
  }

  @Test
  void theNamesOfAMappingMeetColumnsInAnyCase() {
    TestDatabases.POSTGRESQL.execute(
        "DROP TABLE IF EXISTS \"SHOUTED\"",
        "CREATE TABLE \"SHOUTED\" (\"RECIPIENT\" JSONB, \"EVENT_TIME\" TIMESTAMPTZ,"
            + " \"CAMPAIGN_NAME\" TEXT)",
        "INSERT INTO \"SHOUTED\" VALUES ('{\"email\": \"reader@example.com\"}',"
            + " '2026-11-20T10:00:00Z', 'Loud')");
    Result result =
        JobProbe.in(folder)
            .with(from(TestDatabases.POSTGRESQL))
            .with("--activityTable=\"SHOUTED\"", "--contactsTable=public.identifies")
            .with("--activityFields=email=Recipient.email,occurred_at=event_time,event='sent'")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(segment.events(), hasSize(1));
    assertThat(segment.events().get(0), containsString("\"campaign_name\":\"Loud\""));
  }

  @Test
  void filesAndADatabaseMayStandTogether() {
    Result result =
        JobProbe.in(folder)
            .with(from(TestDatabases.MARIADB))
            .with("--activityTable=activity", "--contactsTable=identifies")
            .with("--maxDeadLetters=0")
            .replacing("--activity=", "testdata/activity.csv," + TestDatabases.MARIADB.url())
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(segment.events(), hasSize(41));
    assertThat(segment.stats().duplicates(), is(0L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--activityTable=nosuch | has no such table",
        "--activityTable=activity --activityPartitionColumn=nosuch | mailmodo-source:"
            + " --activityPartitionColumn=nosuch does not exist; the columns are n, occurred_at",
        "--activityTable=activity --activityQuery=SELECT~1 | either --activityTable",
        "--activityTable=activity;DROP | is not a table name",
        "--activityTable=activity --activityPartitions=0 | must be at least 1",
        "--activityTable=activity --activityPartitions=1001 | is more than 1000",
        "--activityTable=activity --jdbcStatementTimeout=0s | --jdbcStatementTimeout must be longer"
            + " than 0",
        "--activityQuery=SELECT~n,~email,~event~AS~email~FROM~activity | two columns are named"
            + " email, but a field is read from one only",
        "--activityQuery=SELECT~email~AS~Event,~event~FROM~activity --activityPartitionColumn=event"
            + " | two columns are named",
        "--activityQuery=SELECT~event,~email,~occurred_at~AS~at~FROM~activity | --activity: query"
            + " has no occurred_at; the names found are event, email, at; say which one it is, such"
            + " as --activityFields=occurred_at=at",
        "--activityTable=activity --activityUser=nobody | rejected the user or the password",
      })
  void whatIsWrongIsOneLineBeforeAnythingIsSent(String options, String line) {
    for (TestDatabases database : TestDatabases.values()) {
      JobProbe probe = JobProbe.in(folder).with(from(database));
      for (String option : options.replace('~', '\u00a0').split(" ", -1)) {
        String given = option.replace('\u00a0', ' ');
        probe.replacing(given.replaceFirst("=.*", "="), given.replaceFirst("[^=]*=", ""));
      }
      Result result =
          probe.with("--contactsTable=identifies").on(RunnerMode.DIRECT).send(segment.endpoint());

      assertThat(result.err(), result.exitCode(), is(2));
      assertThat(
          result.err().lines().toList(), contains(allOf(containsString(line), startsWith("mail"))));
      assertThat(result.err(), not(containsString(TestDatabases.PASSWORD)));
    }
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL, Query does not return rows", "MARIADB, the connection is read-only"})
  void aStatementThatWritesIsRefusedBeforeAnythingIsSent(TestDatabases database, String line) {
    Result result =
        JobProbe.in(folder)
            .with(from(database))
            .with("--activityQuery=DELETE FROM activity", "--contactsTable=identifies")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.exitCode(), is(2));
    assertThat(result.err().lines().toList(), contains(containsString(line)));
  }

  @Test
  void aQueryThatWritesWhileItReadsIsRefused() {
    Result result =
        JobProbe.in(folder)
            .with(from(TestDatabases.POSTGRESQL))
            .with("--activityQuery=WITH d AS (DELETE FROM activity RETURNING *) SELECT * FROM d")
            .with("--contactsTable=identifies")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.exitCode(), is(2));
    assertThat(
        result.err().lines().toList(),
        contains(containsString("--activityQuery must only read data")));
  }

  /** The query that finds the bounds, or counts, runs the function as the read itself does. */
  @ParameterizedTest
  @ValueSource(strings = {"--activityPartitions=8", "--activityPartitionColumn=n"})
  void aFunctionThatWritesIsRefusedAndHasWrittenNothing(String option) throws SQLException {
    TestDatabases.POSTGRESQL.execute(
        "DROP TABLE IF EXISTS precious",
        "CREATE TABLE precious AS SELECT * FROM activity",
        "CREATE OR REPLACE FUNCTION emptied() RETURNS INT LANGUAGE plpgsql AS"
            + " 'BEGIN DELETE FROM precious; RETURN 1; END'");
    Result result =
        JobProbe.in(folder)
            .with(from(TestDatabases.POSTGRESQL))
            .with("--activityQuery=SELECT *, emptied() FROM activity", option)
            .with("--contactsTable=identifies")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.exitCode(), is(2));
    assertThat(
        result.err().lines().toList(), contains(containsString("the connection is read-only")));
    assertThat(segment.events(), is(empty()));
    assertThat(TestDatabases.POSTGRESQL.number("SELECT COUNT(*) FROM precious"), is(53L));
  }

  @Test
  void aDateIsItsMidnightInTheGivenZone() {
    TestDatabases.POSTGRESQL.execute(
        "DROP TABLE IF EXISTS days",
        "CREATE TABLE days (event TEXT, email TEXT, \"Day\" DATE)",
        "INSERT INTO days VALUES ('sent', 'reader@example.com', '2026-11-20')");
    Result result =
        JobProbe.in(folder)
            .with(from(TestDatabases.POSTGRESQL))
            .with("--activityTable=days", "--contactsTable=identifies")
            .with("--activityFields=occurred_at=day", "--zone=Asia/Kolkata")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(segment.events(), hasSize(1));
    assertThat(
        segment.events().get(0), containsString("\"timestamp\":\"2026-11-19T18:30:00.000Z\""));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aDateOfAContactIsItsMidnightInUtc(TestDatabases database) {
    database.execute(
        "DROP TABLE IF EXISTS known_days",
        "CREATE TABLE known_days (email VARCHAR(40), user_id VARCHAR(40), received_at DATE)",
        "INSERT INTO known_days VALUES ('reader@example.com', 'before', '2026-11-19'),"
            + " ('reader@example.com', 'now', '2026-11-20'),"
            + " ('reader@example.com', 'after', '2026-11-21')",
        "DROP TABLE IF EXISTS at_midnight",
        "CREATE TABLE at_midnight (event VARCHAR(40), email VARCHAR(40), occurred_at"
            + " VARCHAR(40))",
        "INSERT INTO at_midnight VALUES ('sent', 'reader@example.com', '2026-11-20T00:00:00Z')");
    Result result =
        JobProbe.in(folder)
            .with(from(database))
            .with("--activityTable=at_midnight", "--contactsTable=known_days")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(segment.events(), hasSize(1));
    assertThat(segment.events().get(0), containsString("\"userId\":\"now\""));
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, --activityPartitions=8",
    "POSTGRESQL, --activityPartitionColumn=n",
    "POSTGRESQL, --activityPartitionColumn=occurred_at",
    "MARIADB, --activityPartitionColumn=occurred_at"
  })
  void aRowWithoutATimeIsNotLostInTheWindow(TestDatabases database, String option) {
    String time = database == TestDatabases.POSTGRESQL ? "TIMESTAMPTZ" : "DATETIME(6) NULL";
    database.execute(
        "DROP TABLE IF EXISTS timeless",
        "CREATE TABLE timeless (n BIGINT, event VARCHAR(40), email VARCHAR(40), occurred_at "
            + time
            + ")",
        "INSERT INTO timeless VALUES (1, 'sent', 'reader@example.com', '2026-11-20 10:00:00'),"
            + " (2, 'sent', 'reader@example.com', NULL),"
            + " (3, 'sent', 'reader@example.com', '2026-11-10 10:00:00'),"
            + " (NULL, 'sent', 'reader@example.com', NULL)");
    Result result =
        JobProbe.in(folder)
            .with(from(database))
            .with("--activityTable=timeless", "--contactsTable=identifies", option)
            .with("--since=2026-11-20", "--until=2026-11-21")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(3));
    assertThat(result.report().at("/funnel/read").asInt(), is(3));
    assertThat(result.report().at("/funnel/invalid").asInt(), is(2));
    assertThat(result.report().at("/deadLetters/bad_time").asInt(), is(2));
    assertThat(segment.events(), hasSize(1));
  }

  @Test
  void aClusterGetsTheReferenceAndNeverThePassword() throws Exception {
    try (FlinkCluster flink = FlinkCluster.start(folder)) {
      Result result =
          JobProbe.in(folder)
              .with(from(TestDatabases.POSTGRESQL))
              .with("--activityTable=activity", "--activityPartitionColumn=occurred_at")
              .with("--contactsTable=identifies")
              .with(flink.options())
              .send(segment.endpoint());

      assertThat(result.err(), result.exitCode(), is(0));
      assertThat(segment.events(), hasSize(41));
      String seen = result.out() + result.err() + String.join("", flink.answers());
      assertThat(seen, containsString("ReadActivity"));
      assertThat(seen.contains(TestDatabases.PASSWORD), is(false));
    }
  }

  private static String sourceAndReason(JsonNode letter) {
    return letter.path("source").asText() + " " + letter.path("reason").asText();
  }

  private String[] from(TestDatabases database) {
    Path password = TestDatabases.passwordFile(folder);
    List<String> options = new ArrayList<>();
    for (String option : List.of("activity", "contacts")) {
      options.add("--" + option + "=" + database.url());
      options.add("--" + option + "User=" + TestDatabases.USER);
      options.add("--" + option + "Password=file:" + password);
    }
    return options.toArray(String[]::new);
  }

  private static void assertSame(List<String> expected, List<String> actual) {
    List<String> missing = new ArrayList<>(expected);
    actual.forEach(missing::remove);
    List<String> unexpected = new ArrayList<>(actual);
    expected.forEach(unexpected::remove);
    assertThat("missing", missing, is(empty()));
    assertThat("unexpected", unexpected, is(empty()));
  }
}
