package io.github.mailmodosource.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.servers.TestDatabases;
import io.github.mailmodosource.table.PartitionQuery;
import io.github.mailmodosource.table.TablePartition;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads from servers that go away in the middle. */
class StatementRowsTest {
  @TempDir Path folder;

  @BeforeAll
  static void tables() {
    WideTable.create();
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL, 1", "POSTGRESQL, 3", "MARIADB, 1", "MARIADB, 3"})
  void aPartitionIsReadOnBehindItsLastRow(TestDatabases server, int partitions) throws Exception {
    assertThat(
        ids(
            database(server.url(), 60),
            "id",
            partitions,
            25,
            () -> WideTable.endConnections(server)),
        is(WideTable.allIds()));
  }

  @Test
  void aServerThatIsThereAgainWithinTheRetryTimeCostsNoRow() throws Exception {
    try (TestRelay relay = relay()) {
      relay.open();
      Runnable restart =
          () -> {
            relay.shut();
            later(relay::open);
          };
      assertThat(ids(database(url(relay), 60), "id", 2, 25, restart), is(WideTable.allIds()));
    }
  }

  @Test
  void aServerThatStaysAwayIsOneLine() throws Exception {
    try (TestRelay relay = relay()) {
      relay.open();
      Database database = database(url(relay), 1);
      JobStoppedException stopped =
          assertThrows(JobStoppedException.class, () -> ids(database, "id", 1, 25, relay::shut));
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
      try (Connection connection = PatientConnection.of(database)) {
        assertThat(connection.isValid(10), is(true));
      }
    }
  }

  /** An index of two columns, and one over some of the rows, say nothing about this one. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whereNoUniqueColumnSaysWhatHasBeenReadThereIsOneLine(TestDatabases server) {
    Database database = database(server.url(), 60);
    JobStoppedException stopped =
        assertThrows(
            JobStoppedException.class,
            () -> ids(database, "again", 1, 25, () -> WideTable.endConnections(server)));
    assertThat(stopped.getMessage(), containsString("cannot be reached, or went away"));
  }

  /** Between a connection and its first row lies the time that a statement takes. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aPartitionOfWhichNoRowWasReadIsBegunAgainWhateverItsColumn(TestDatabases server)
      throws Exception {
    Database database = database(server.url(), 60);
    assertThat(
        ids(database, "again", 3, 0, () -> WideTable.endConnections(server)),
        is(WideTable.allIds()));
  }

  /** Reads all; in each partition something happens after so many rows. */
  private static List<Long> ids(
      Database database, String column, int partitions, int after, Runnable event)
      throws SQLException {
    List<Long> ids = new ArrayList<>();
    for (PartitionQuery query : WideTable.queries(database, column, partitions)) {
      try (PatientConnection connection = PatientConnection.of(database)) {
        for (TablePartition partition : query.partitions()) {
          ids.addAll(ids(connection, query, partition, after, event));
        }
      }
    }
    return ids.stream().sorted().toList();
  }

  private static List<Long> ids(
      PatientConnection connection,
      PartitionQuery query,
      TablePartition partition,
      int after,
      Runnable event)
      throws SQLException {
    List<Long> ids = new ArrayList<>();
    if (after == 0) {
      event.run();
    }
    try (StatementRows rows =
        new StatementRows(
            connection, query.sql(), query.continuation(), partition::set, WideTable.FETCH_ROWS)) {
      while (rows.next()) {
        ids.add(rows.current().getLong("id"));
        if (ids.size() == after) {
          event.run();
        }
      }
    }
    return ids;
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
}
