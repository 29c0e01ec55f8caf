package io.github.mailmodosource.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.servers.TestDatabases;
import io.github.mailmodosource.table.PartitionQuery;
import io.github.mailmodosource.table.TablePartition;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads with the same calls as JdbcIO, from servers that go away in the middle. */
class PatientStatementTest {
  @TempDir Path folder;

  @BeforeAll
  static void tables() {
    WideTable.create();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aConnectionThatIsLostBeforeTheAnswerIsMadeAgain(TestDatabases server) throws Exception {
    assertThat(ids(server, 0, () -> WideTable.endConnections(server)), is(WideTable.allIds()));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aConnectionThatIsLostBehindARowIsOneLine(TestDatabases server) {
    JobStoppedException stopped =
        assertThrows(
            JobStoppedException.class,
            () -> ids(server, 25, () -> WideTable.endConnections(server)));
    assertThat(stopped.getMessage(), containsString("cannot be reached, or went away"));
  }

  @Test
  void aStatementThatIsRefusedIsOneLine() throws Exception {
    try (Connection connection = database(TestDatabases.POSTGRESQL).dataSource().getConnection();
        PreparedStatement statement = prepare(connection, PatientStatement.SELECT + "nosuch")) {
      JobStoppedException stopped =
          assertThrows(JobStoppedException.class, statement::executeQuery);
      assertThat(stopped.getMessage(), containsString(" has no such column ("));
    }
  }

  @Test
  void whoAsksAgainBehindTheLastRowIsToldSoAgainWhateverTheDriverSays() throws Exception {
    try (Connection connection = database(TestDatabases.POSTGRESQL).dataSource().getConnection();
        PreparedStatement statement = prepare(connection, PatientStatement.SELECT + "17");
        ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next(), is(true));
      assertThat(PatientStatement.next(rows), is(false));
      PatientStatement.driverRows(rows).close();
      assertThat("a driver that would fail", rows.next(), is(false));
    }
  }

  /** Reads all; for each partition something happens after so many rows. */
  private List<Long> ids(TestDatabases server, int after, Runnable event) throws SQLException {
    List<Long> ids = new ArrayList<>();
    Database database = database(server);
    for (PartitionQuery query : WideTable.queries(database, "again", 3)) {
      try (Connection connection = database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        for (TablePartition partition : query.partitions()) {
          ids.addAll(ids(connection, query.sql(), partition, after, event));
        }
      }
    }
    return ids.stream().sorted().toList();
  }

  private static List<Long> ids(
      Connection connection, String sql, TablePartition partition, int after, Runnable event)
      throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (PreparedStatement statement = prepare(connection, sql)) {
      statement.setFetchSize(WideTable.FETCH_ROWS);
      PatientStatement.set(statement, partition::set);
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

  private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    return connection.prepareStatement(
        sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
  }

  private Database database(TestDatabases server) {
    return ReadingUser.at(server.url(), folder, Duration.ofHours(1), Duration.ofSeconds(60));
  }
}
