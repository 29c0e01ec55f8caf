package io.github.mailmodosource.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.jdbc.ReadingUser;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SurveyTest {
  private static final long ROW_BYTES = 400;

  /** A worker with less memory than this would not hold an index of so much. */
  private static final long A_LOT = 10L << 30;

  @TempDir Path folder;

  @BeforeAll
  static void tables() {
    for (TestDatabases server : TestDatabases.values()) {
      server.execute(
          "DROP TABLE IF EXISTS surveyed",
          "CREATE TABLE surveyed (id BIGINT)",
          "INSERT INTO surveyed VALUES (1), (2), (3), (NULL)");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aTableIsAsLargeAsItsRowsSay(TestDatabases server) {
    assertThat(bytes(server, "surveyed", null), is(4 * ROW_BYTES));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aQueryIsAsLargeAsItsRowsSay(TestDatabases server) {
    assertThat(bytes(server, null, "SELECT * FROM surveyed WHERE id < 3;"), is(2 * ROW_BYTES));
  }

  /** It takes no query inside of another whose columns have the same name. */
  @Test
  void aQueryThatCannotBeCountedIsTakenForALot() {
    assertThat(
        bytes(TestDatabases.MARIADB, null, "SELECT id, id FROM surveyed"), greaterThan(A_LOT));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aQueryThatTakesTooLongToCountIsTakenForALot(TestDatabases server) {
    String sleep = server == TestDatabases.POSTGRESQL ? "pg_sleep(60)::text" : "SLEEP(60)";
    assertThat(
        bytes(server, null, "SELECT DISTINCT id, " + sleep + " FROM surveyed"), greaterThan(A_LOT));
  }

  @Test
  void whatTheUserMayNotReadIsKnownBeforeTheJobStarts() {
    JobStoppedException stopped =
        assertThrows(
            JobStoppedException.class,
            () ->
                bytes(TestDatabases.POSTGRESQL, null, "SELECT pg_read_file('PG_VERSION') AS file"));
    assertThat(stopped.getMessage(), containsString("the user has no permission to read this"));
  }

  private long bytes(TestDatabases server, @Nullable String table, @Nullable String query) {
    Duration second = Duration.ofSeconds(1);
    return Survey.of(
            ReadingUser.at(server.url(), folder, second, second),
            new TableRequest(
                "activity", table, query, null, 8, TestColumns.MAPPING, null, null, null))
        .bytes();
  }
}
