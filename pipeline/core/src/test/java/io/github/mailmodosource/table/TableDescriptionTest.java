package io.github.mailmodosource.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.jdbc.ReadingUser;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDescriptionTest {
  @TempDir Path folder;

  @BeforeAll
  static void tables() {
    for (TestDatabases server : TestDatabases.values()) {
      server.execute(
          "DROP TABLE IF EXISTS described",
          "CREATE TABLE described (id BIGINT, email VARCHAR(100), occurred_at TIMESTAMP NULL,"
              + " plan VARCHAR(10))");
    }
  }

  /** The reading user of the tests may write too, so that it can be seen that nobody does. */
  @Test
  void theColumnsThatAreReadHaveTheirTypes() {
    assertThat(
        describe(TestDatabases.POSTGRESQL, "described", null),
        is(
            new TableDescription(
                "described of " + TestDatabases.POSTGRESQL.url(),
                List.of("email varchar", "occurred_at timestamp"),
                List.of("INSERT", "UPDATE", "DELETE"))));
    assertThat(
        describe(TestDatabases.MARIADB, "test.described", null),
        is(
            new TableDescription(
                "test.described of " + TestDatabases.MARIADB.url(),
                List.of("email VARCHAR", "occurred_at TIMESTAMP"),
                List.of("DELETE", "INSERT"))));
  }

  @Test
  void nobodyWritesToAQuery() {
    assertThat(
        describe(TestDatabases.POSTGRESQL, null, "SELECT email, plan FROM described"),
        is(
            new TableDescription(
                "query of " + TestDatabases.POSTGRESQL.url(),
                List.of("email varchar"),
                List.of())));
  }

  private TableDescription describe(
      TestDatabases server, @Nullable String table, @Nullable String query) {
    Duration timeout = Duration.ofSeconds(10);
    return Survey.of(
            ReadingUser.at(server.url(), folder, timeout, timeout),
            new TableRequest(
                "activity",
                table,
                query,
                null,
                8,
                TestColumns.MAPPING,
                "occurred_at",
                Instant.parse("2026-11-20T00:00:00Z"),
                null))
        .describe();
  }
}
