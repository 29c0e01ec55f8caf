package io.github.mailmodosource.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

public class DatabaseTest {
  @TempDir Path folder;

  @Test
  void aPasswordThatIsGivenLiterallyIsRefusedAndNotRepeated() {
    assertThat(
        refusal("jdbc:postgresql://host/db", "geheim"),
        allOf(
            containsString("--activityPassword: a secret must be named, not given"),
            not(containsString("geheim"))));
  }

  @Test
  void aDriverThatIsMissingIsNamedWithWhatHelps() {
    assertThat(
        stopped(database("jdbc:nosuch://host/db", null)),
        allOf(containsString("jdbc:nosuch://host/db"), containsString("--jdbcDrivers")));
  }

  @Test
  void aServerThatCannotBeReachedIsOneLine() {
    assertThat(
        stopped(database("jdbc:postgresql://127.0.0.1:9/db", null)),
        containsString("jdbc:postgresql://127.0.0.1:9/db cannot be reached"));
    assertThat(
        stopped(database("jdbc:mariadb://127.0.0.1:9/db", null)),
        containsString("jdbc:mariadb://127.0.0.1:9/db cannot be reached"));
  }

  @Test
  void aJarThatIsNamedHasAClassLoaderOfItsOwn() throws Exception {
    Driver driver = Drivers.find(new DatabaseUrl("jdbc:h2:mem:"), List.of(jarOf("org.h2.Driver")));
    assertThat(driver.getClass().getName(), is("org.h2.Driver"));
    assertThat(
        "not the one of the class path", driver.getClass() == org.h2.Driver.class, is(false));
  }

  @Test
  void aJarThatDoesNotExistIsOneLine() {
    Database database =
        Database.of("activity", "jdbc:h2:mem:", null, null, "no/such.jar", seconds(1), seconds(1));
    assertThat(stopped(database), containsString("--jdbcDrivers: no/such.jar cannot be read"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHOW TimeZone | UTC",
        "SHOW statement_timeout | 7s",
        "SHOW transaction_isolation | read committed",
        "SHOW default_transaction_read_only | on",
        "SHOW application_name | mailmodo-source",
      })
  void aSessionOfPostgresqlIsSetUp(String query, String value) throws Exception {
    assertThat(ask(TestDatabases.POSTGRESQL, query), is(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT @@time_zone | +00:00",
        "SELECT @@max_statement_time | 7.000000",
        "SELECT @@transaction_isolation | READ-COMMITTED",
        "SELECT @@transaction_read_only | 1",
      })
  void aSessionOfMariadbIsSetUp(String query, String value) throws Exception {
    assertThat(ask(TestDatabases.MARIADB, query), is(value));
  }

  /** Rounded down, it would be 0, which means for as long as it likes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POSTGRESQL | SHOW statement_timeout | 500ms | 500",
        "MARIADB | SELECT @@max_statement_time | 1.000000 | 500",
        "MARIADB | SELECT @@max_statement_time | 2.000000 | 1500",
        "MARIADB | SELECT @@net_write_timeout | 1 | 500",
      })
  void aTimeOutOfLessThanASecondIsNotNone(
      TestDatabases server, String query, String value, long millis) throws Exception {
    assertThat(ask(server, query, Duration.ofMillis(millis)), is(value));
  }

  @Test
  void noTimeOutAtAllIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Database.of(
                    "activity", "jdbc:h2:mem:", null, null, null, Duration.ZERO, seconds(1)));
    assertThat(
        refused.getMessage(), containsString("--jdbcStatementTimeout must be longer than 0"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aTimeOutOfYearsIsAsLongAsTheDatabaseKnows(TestDatabases server) throws Exception {
    assertThat(ask(server, "SELECT 17", Duration.ofDays(4000)), is("17"));
  }

  @Test
  void aServerIsTriedForAsLongAsAnyoneCanSay() throws Exception {
    Database database =
        ReadingUser.at(
            TestDatabases.POSTGRESQL.url(), folder, seconds(7), Duration.ofDays(999_999_999));
    AtomicInteger attempts = new AtomicInteger();
    int second =
        database.patiently(
            () -> {
              if (attempts.incrementAndGet() < 2) {
                throw new SQLException("gone", "08006");
              }
              return attempts.get();
            });
    assertThat(second, is(2));
  }

  @Test
  void aUrlOfMysqlIsToldWhichDriverIsIncluded() {
    assertThat(
        stopped(database("jdbc:mysql://host:3306/db?useSSL=true", null)),
        allOf(
            containsString("jdbc:mysql://host:3306/db"),
            containsString("use jdbc:mariadb://"),
            containsString("--jdbcDrivers")));
  }

  @Test
  void theDriverThatIsIncludedTakesMysqlsSchemeIfItIsToldTo() throws Exception {
    String url = TestDatabases.MARIADB.url().replace("mariadb:", "mysql:") + "?permitMysqlScheme";
    Database database = ReadingUser.at(url, folder, seconds(7), seconds(1));
    try (Connection connection = database.connect()) {
      assertThat(connection.isValid(10), is(true));
    }
  }

  private String ask(TestDatabases server, String query) throws Exception {
    return ask(server, query, seconds(7));
  }

  private String ask(TestDatabases server, String query, Duration timeout) throws Exception {
    Database database = ReadingUser.at(server.url(), folder, timeout, seconds(1));
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query)) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  public static String jarOf(String driver) throws Exception {
    return Path.of(
            Class.forName(driver).getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  private static Database database(String url, @Nullable String password) {
    return Database.of("activity", url, null, password, null, seconds(1), seconds(1));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static String refusal(String url, @Nullable String password) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> database(url, password)).getMessage());
  }

  private static String stopped(Database database) {
    return String.valueOf(assertThrows(JobStoppedException.class, database::connect).getMessage());
  }
}
