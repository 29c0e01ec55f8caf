package io.github.mailmodosource.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.jdbc.ReadingUser;
import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolledTableTest {
  @TempDir Path folder;

  @BeforeAll
  static void tables() {
    for (TestDatabases server : TestDatabases.values()) {
      server.execute(
          "DROP TABLE IF EXISTS kinds",
          "CREATE TABLE kinds (id BIGINT NOT NULL, email VARCHAR(40), occurred_at TIMESTAMP NULL,"
              + " day DATE, score DOUBLE PRECISION, price DECIMAL(9,2))");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void columnsOfTimesAndOfWholeNumbersCanBePolledTablesAndQueriesToo(TestDatabases server) {
    for (String column : List.of("id", "occurred_at", "OCCURRED_AT", "price")) {
      assertThat(polled(server, "kinds", null, column).name(), is("activity"));
      assertThat(
          polled(server, null, "SELECT * FROM kinds WHERE id > 5; -- all", column).query().column(),
          is(column.equals("OCCURRED_AT") ? "occurred_at" : column));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "email | holds neither times nor whole numbers",
        "score | holds neither times nor whole numbers",
        "day | is a date, which all rows of a day share",
      })
  void columnsThatDoNotGrowWithEachRowAreRefused(String column, String why) {
    for (TestDatabases server : TestDatabases.values()) {
      assertThat(
          refusal(server, "kinds", null, column),
          is(
              "--activityCursorColumn="
                  + column
                  + " "
                  + why
                  + "; name a column of times or whole numbers that grows with each row"));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aColumnThatDoesNotExistIsRefusedWithThoseThatDo(TestDatabases server) {
    assertThat(
        refusal(server, "kinds", null, "changed"),
        is(
            "--activityCursorColumn=changed does not exist; the columns are id, email,"
                + " occurred_at, day, score, price"));
  }

  @Test
  void withoutAColumnNothingCanBePolled() {
    assertThat(
        refusal(TestDatabases.POSTGRESQL, "kinds", null, null),
        is(
            "a database is polled by a column that grows, of times or numbers; name it with"
                + " --activityCursorColumn"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aTableThatDoesNotExistIsKnownBeforeTheRun(TestDatabases server) {
    JobStoppedException stopped =
        assertThrows(JobStoppedException.class, () -> polled(server, "nosuch", null, "id"));
    assertThat(stopped.getMessage(), containsString(" has no such table"));
  }

  @Test
  void aQueryThatCannotBeAPartOfAnotherIsRefused() {
    assertThat(
        refusal(TestDatabases.MARIADB, null, "SELECT id, id FROM kinds", "id"),
        allOf(
            startsWith(
                "--activityQuery cannot be polled: it cannot be a part of another statement ("),
            containsString("); poll a table or a view")));
  }

  @Test
  void itsRowsAreReadOnceItsColumnsAreLookedAtAndNobodyKnowsItsSize() {
    PolledTable table = polled(TestDatabases.POSTGRESQL, "kinds", null, "id");
    assertThat(table.bytes(), is(0L));
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, table::reader);
    assertThat(e.getMessage(), is("a table that is polled is read once"));
    List<FirstRows> first = table.firstRows(1_000);
    assertThat(first, hasSize(1));
    assertThat(first.get(0).isTable(), is(true));
    assertThat(
        first.get(0).columns(), is(List.of("id", "email", "occurred_at", "day", "score", "price")));
  }

  @Test
  void theIntervalAndTheLagAreThoseOfTheContractUnlessOthersAreGiven() {
    PolledTable table = polled(TestDatabases.POSTGRESQL, "kinds", null, "id");
    assertThat(table.interval(), is(Duration.ofMinutes(1)));
    assertThat(table.lag(), is(Duration.ofSeconds(30)));
    assertThat(
        table.withLag(Duration.ZERO).withInterval(Duration.ofSeconds(5)).lag(), is(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> table.withInterval(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> table.withLag(Duration.ofSeconds(-1)));
  }

  /** Whoever looks for rows without a value reads all of a table that has no index. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void rowsWithoutAValueAreNotCountedWhereTheDatabaseSaysThereAreNone(TestDatabases server) {
    assertThat(polled(server, "kinds", null, "id").query().withoutValue(), is(nullValue()));
    assertThat(
        polled(server, "kinds", null, "occurred_at").query().withoutValue(), is(notNullValue()));
  }

  @Test
  void itsTextShowsNoAddress() {
    assertThat(
        polled(TestDatabases.POSTGRESQL, null, "SELECT *, 'ann@example.com' AS a FROM kinds", "id")
            .toString(),
        not(containsString("ann@")));
  }

  private String refusal(
      TestDatabases server,
      @Nullable String table,
      @Nullable String query,
      @Nullable String column) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> polled(server, table, query, column))
            .getMessage());
  }

  private PolledTable polled(
      TestDatabases server,
      @Nullable String table,
      @Nullable String query,
      @Nullable String column) {
    return PolledTable.of(
        ReadingUser.at(server.url(), folder, Duration.ofHours(1), Duration.ofSeconds(1)),
        new TableRequest(
            "activity", table, query, null, 8, TestColumns.MAPPING, "occurred_at", null, null),
        column);
  }
}
