package io.github.mailmodosource.send;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.mailmodosource.ActivityTables;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.jdbc.TestRelay;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import io.github.mailmodosource.servers.TestDatabases;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs of {@code send} from databases that let nobody in, or go away. */
class SendFromLostDatabaseTest {
  private static final int ROWS = 2_500;

  @TempDir Path folder;
  private Sandbox segment;

  @BeforeEach
  void startSegment() throws BindException {
    segment = Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY));
  }

  @AfterEach
  void stopSegment() {
    segment.close();
  }

  /** The second thousand of rows is under way when it happens. */
  @ParameterizedTest
  @CsvSource({"POSTGRESQL, DIRECT", "POSTGRESQL, FLINK_BATCH", "MARIADB, DIRECT"})
  void aConnectionThatIsLostOnceCostsNoEventAndGivesNoneTwice(
      TestDatabases database, RunnerMode mode) throws Exception {
    createLong(database);
    URI server = URI.create(database.url().substring("jdbc:".length()));
    try (TestRelay relay = new TestRelay(server.getPort())) {
      relay.open();
      relay.cutOnceAfter(1_500_000);
      Result result =
          JobProbe.in(folder)
              .with(
                  "--activity="
                      + database.url().replaceFirst("//[^/]*", "//127.0.0.1:" + relay.port()))
              .with("--activityTable=long_activity", "--activityPartitionColumn=n")
              .with("--activityPartitions=1", "--activityUser=" + TestDatabases.USER)
              .with("--activityPassword=file:" + TestDatabases.passwordFile(folder))
              .with("--contacts=testdata/contacts.jsonl")
              .on(mode)
              .send(segment.endpoint());

      assertThat(result.err(), result.exitCode(), is(0));
      assertThat("the connection was cut", relay.cuts(), is(1));
      assertThat(result.report().at("/funnel/read").asInt(), is(ROWS));
      assertThat(result.report().at("/funnel/duplicate").asInt(), is(0));
      assertThat(result.report().at("/funnel/sent").asInt(), is(ROWS));
      assertThat(segment.events(), hasSize(ROWS));
      assertThat(segment.stats().duplicates(), is(0L));
    }
  }

  private static void createLong(TestDatabases database) {
    String rows =
        database == TestDatabases.POSTGRESQL
            ? "generate_series(1, 2500) AS s (seq)"
            : "seq_1_to_2500";
    database.execute(
        "DROP TABLE IF EXISTS long_activity",
        "CREATE TABLE long_activity (n BIGINT PRIMARY KEY, id VARCHAR(40), event VARCHAR(40),"
            + " email VARCHAR(40), occurred_at VARCHAR(40), email_subject TEXT)",
        "INSERT INTO long_activity SELECT seq, CONCAT('id-', seq), 'sent', 'reader@example.com',"
            + " '2026-11-20T10:00:00Z', REPEAT('x', 1000) FROM "
            + rows);
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "FLINK_BATCH"})
  void aConnectionThatIsLostForGoodIsOneLine(RunnerMode mode) throws Exception {
    ActivityTables.create(TestDatabases.POSTGRESQL);
    AtomicBoolean done = new AtomicBoolean();
    Thread killer = new Thread(() -> terminateWhatSleeps(done));
    killer.start();
    Result result =
        JobProbe.in(folder)
            .with("--activity=" + TestDatabases.POSTGRESQL.url())
            .with("--activityUser=" + TestDatabases.USER)
            .with("--activityPassword=file:" + TestDatabases.passwordFile(folder))
            // Slow enough to be found before its first row is there, fast enough to be counted.
            .with("--activityQuery=SELECT *, pg_sleep(0.03) FROM activity")
            .with("--contacts=testdata/contacts.jsonl", "--jdbcRetryFor=1s")
            .on(mode)
            .send(segment.endpoint());
    done.set(true);
    killer.join();

    assertThat(result.exitCode(), is(1));
    assertThat(result.err().lines().toList(), contains(containsString("went away")));
  }

  private static void terminateWhatSleeps(AtomicBoolean done) {
    String terminate =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'active' AND"
            + " application_name = 'mailmodo-source' AND query LIKE 'SELECT *, pg_sleep%'";
    try (Connection admin = TestDatabases.POSTGRESQL.admin();
        Statement statement = admin.createStatement()) {
      while (!done.get()) {
        statement.execute(terminate);
        Thread.sleep(20);
      }
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aWrongPasswordIsOneLineThatDoesNotSayIt(TestDatabases database) {
    Path wrong = folder.resolve("wrong-password");
    JobProbe.write(wrong, "not-" + TestDatabases.PASSWORD + "\n");
    Result result =
        JobProbe.in(folder)
            .with("--activity=" + database.url(), "--activityUser=" + TestDatabases.USER)
            .with("--activityPassword=file:" + wrong, "--activityTable=activity")
            .with("--contacts=testdata/contacts.jsonl")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(2));
    assertThat(
        result.err().lines().toList(),
        contains(
            allOf(
                containsString("rejected the user or the password"),
                containsString("--activityPassword"),
                not(containsString(TestDatabases.PASSWORD)))));
  }

  @Test
  void aPasswordFileThatIsNotThereIsOneLine() {
    Result result =
        JobProbe.in(folder)
            .with("--activity=" + TestDatabases.POSTGRESQL.url())
            .with("--activityUser=" + TestDatabases.USER, "--activityTable=activity")
            .with("--activityPassword=file:" + folder.resolve("nosuch"))
            .with("--contacts=testdata/contacts.jsonl")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(2));
    assertThat(result.err().lines().toList(), contains(containsString("nosuch")));
  }
}
