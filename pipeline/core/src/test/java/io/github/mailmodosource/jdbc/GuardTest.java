package io.github.mailmodosource.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.servers.TestDatabases;
import io.github.mailmodosource.table.InputTable;
import io.github.mailmodosource.table.Survey;
import io.github.mailmodosource.table.TablePart;
import io.github.mailmodosource.table.TableRead;
import io.github.mailmodosource.table.TableRequest;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads with the same calls as JdbcIO, from servers that go away in the middle. */
class GuardTest {
  private static final int ROWS = 1_000;
  private static final FieldMapping MAPPING =
      FieldMapping.of(Map.of("email", List.of("email"), "occurred_at", List.of("occurred_at")));

  @TempDir Path folder;

  /** Rows so long that most of them are still with the server when it goes away. */
  @BeforeAll
  static void tables() {
    TestDatabases.POSTGRESQL.execute(
        "DROP TABLE IF EXISTS wide",
        "CREATE TABLE wide (id BIGINT PRIMARY KEY, again BIGINT, text TEXT)",
        "INSERT INTO wide SELECT i, i, repeat('x', 40000) FROM generate_series(1, 1000) i",
        "CREATE INDEX ON wide (again)",
        "CREATE UNIQUE INDEX ON wide (again) WHERE again > 5",
        "CREATE UNIQUE INDEX ON wide (again, id)");
    TestDatabases.MARIADB.execute(
        "DROP TABLE IF EXISTS wide",
        "CREATE TABLE wide (id BIGINT PRIMARY KEY, again BIGINT,"
            + " text LONGTEXT AS (REPEAT('x', 40000 + id * 0)) VIRTUAL)",
        "INSERT INTO wide (id, again) SELECT seq, seq FROM seq_1_to_1000",
        "CREATE INDEX again ON wide (again)",
        "CREATE UNIQUE INDEX both_of_them ON wide (again, id)");
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL, 1", "POSTGRESQL, 3", "MARIADB, 1", "MARIADB, 3"})
  void aPartIsReadOnBehindItsLastRow(TestDatabases server, int parts) throws Exception {
    InputTable table = table(database(server.url(), 60), "id", parts);
    assertThat(ids(table, () -> endConnections(server)), is(all()));
  }

  @Test
  void aServerThatIsThereAgainWithinTheRetryTimeCostsNoRow() throws Exception {
    try (TestRelay relay = relay()) {
      relay.open();
      InputTable table = table(database(url(relay), 60), "id", 2);
      Runnable restart =
          () -> {
            relay.shut();
            later(relay::open);
          };
      assertThat(ids(table, restart), is(all()));
    }
  }

  @Test
  void aServerThatStaysAwayIsOneLine() throws Exception {
    try (TestRelay relay = relay()) {
      relay.open();
      InputTable table = table(database(url(relay), 1), "id", 1);
      JobStoppedException stopped =
          assertThrows(JobStoppedException.class, () -> ids(table, relay::shut));
      assertThat(
          stopped.getMessage(), containsString(url(relay) + " cannot be reached, or went away"));
    }
  }

  @Test
  void connectingIsTriedUntilAServerThatComesUpLateIsThere() throws Exception {
    try (TestRelay relay = relay()) {
      Database database = database(url(relay), 60);
      assertThrows(JobStoppedException.class, database::connect);
      later(relay::open);
      try (Connection connection = database.connectPatiently()) {
        assertThat(connection.isValid(10), is(true));
      }
    }
  }

  /** An index of two columns, and one over some of the rows, say nothing about this one. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whereNoUniqueColumnSaysWhatHasBeenReadThereIsOneLine(TestDatabases server) {
    InputTable table = table(database(server.url(), 60), "again", 1);
    JobStoppedException stopped =
        assertThrows(JobStoppedException.class, () -> ids(table, () -> endConnections(server)));
    assertThat(stopped.getMessage(), containsString("cannot be reached, or went away"));
  }

  /** Between a connection and its first row lies the time that a statement takes. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aPartOfWhichNoRowWasReadIsBegunAgainWhateverItsColumn(TestDatabases server)
      throws Exception {
    InputTable table = table(database(server.url(), 60), "again", 3);
    assertThat(ids(table, 0, () -> endConnections(server)), is(all()));
  }

  /** Reads all; in each part something happens in the middle. */
  private static List<Long> ids(InputTable table, Runnable event) throws SQLException {
    return ids(table, 25, event);
  }

  /** Reads all; in each part something happens after so many rows. */
  private static List<Long> ids(InputTable table, int after, Runnable event) throws SQLException {
    List<Long> ids = new ArrayList<>();
    for (TableRead read : table.reads()) {
      try (Connection connection =
          Guard.dataSource(table.database(), read.sql(), read.continuation()).getConnection()) {
        connection.setAutoCommit(false);
        for (TablePart part : read.parts()) {
          ids.addAll(ids(connection, part, after, event));
        }
      }
    }
    return ids.stream().sorted().toList();
  }

  private static List<Long> ids(Connection connection, TablePart part, int after, Runnable event)
      throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "read", ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      statement.setFetchSize(10);
      part.set(statement);
      if (after == 0) {
        event.run();
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getLong("id"));
          if (ids.size() == after) {
            event.run();
          }
        }
      }
    }
    return ids;
  }

  private static List<Long> all() {
    return LongStream.rangeClosed(1, ROWS).boxed().toList();
  }

  private static void endConnections(TestDatabases server) {
    try (Connection admin = server.admin();
        Statement statement = admin.createStatement()) {
      if (server == TestDatabases.POSTGRESQL) {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
                + TestDatabases.USER
                + "'");
      } else {
        statement.execute("KILL HARD USER " + TestDatabases.USER);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void later(Runnable event) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(700);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              event.run();
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static TestRelay relay() throws Exception {
    String url = TestDatabases.POSTGRESQL.url();
    return new TestRelay(URI.create(url.substring("jdbc:".length())).getPort());
  }

  private static String url(TestRelay relay) {
    return "jdbc:postgresql://127.0.0.1:" + relay.port() + "/postgres";
  }

  private Database database(String url, long retrySeconds) {
    return ReadingUser.at(url, folder, Duration.ofHours(1), Duration.ofSeconds(retrySeconds));
  }

  private static InputTable table(Database database, String column, int parts) {
    return Survey.of(
        database,
        new TableRequest("activity", "wide", null, column, parts, MAPPING, null, null, null));
  }
}
