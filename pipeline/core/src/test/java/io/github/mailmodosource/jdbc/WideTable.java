package io.github.mailmodosource.jdbc;

import io.github.mailmodosource.servers.TestDatabases;
import io.github.mailmodosource.table.InputTable;
import io.github.mailmodosource.table.PartitionQuery;
import io.github.mailmodosource.table.Survey;
import io.github.mailmodosource.table.TableRequest;
import io.github.mailmodosource.table.TestColumns;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;

/** A table of rows so long that most are still with the server when it goes away. */
final class WideTable {
  static final int FETCH_ROWS = 10;

  private static final int ROWS = 1_000;

  private WideTable() {}

  /** {@code id} is unique; {@code again} has the same values, and indexes that do not say so. */
  static void create() {
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

  /** The statements that read it in so many partitions. */
  static List<PartitionQuery> queries(Database database, String column, int partitions) {
    InputTable table =
        Survey.of(
            database,
            new TableRequest(
                "activity",
                "wide",
                null,
                column,
                partitions,
                TestColumns.MAPPING,
                null,
                null,
                null));
    return table.queries();
  }

  static List<Long> allIds() {
    return LongStream.rangeClosed(1, ROWS).boxed().toList();
  }

  /** Ends all connections of the user that reads. */
  static void endConnections(TestDatabases server) {
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
}
