package io.github.mailmodosource.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.jdbc.Dialect;
import io.github.mailmodosource.servers.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which of the seven tables and their columns are read, in real databases. */
class WarehouseTablesTest {
  @ParameterizedTest
  @EnumSource
  void tablesAndColumnsThatAreNotThereAreNotAskedFor(TestDatabases server) throws Exception {
    String schema = TestDatabases.newSchemaName();
    server.execute(
        "CREATE SCHEMA " + schema,
        "CREATE TABLE " + schema + ".link_clicked (id varchar(99), link_url varchar(512))",
        "CREATE TABLE " + schema + ".tracks (id varchar(99))",
        "CREATE TABLE " + schema + ".email_sent (user_id varchar(99))");
    List<EventTableRead> reads = find(server, schema, false, null);

    assertThat(reads.size(), is(1));
    assertThat(reads.get(0).type(), is(EventType.LINK_CLICKED));
    assertThat(reads.get(0).columns(), is(List.of("link_url")));
    assertRuns(server, reads);
  }

  @ParameterizedTest
  @EnumSource
  void aSchemaThatIsNotThereHasNoTables(TestDatabases server) throws Exception {
    assertThat(find(server, "nowhere", false, null), empty());
  }

  @ParameterizedTest
  @EnumSource
  void anUnderscoreInTheSchemaStandsForItself(TestDatabases server) throws Exception {
    String schema = TestDatabases.newSchemaName();
    server.execute(
        "CREATE SCHEMA " + schema + "_1",
        "CREATE SCHEMA " + schema + "x1",
        "CREATE TABLE " + schema + "_1.email_sent (id varchar(99))",
        "CREATE TABLE " + schema + "x1.link_clicked (id varchar(99))");
    assertThat(
        find(server, schema + "_1", false, null).stream().map(EventTableRead::type).toList(),
        is(List.of(EventType.EMAIL_SENT)));
  }

  @Test
  void viewsAreReadByOption() throws Exception {
    TestDatabases server = TestDatabases.POSTGRESQL;
    String schema = TestDatabases.newSchemaName();
    server.execute(
        "CREATE SCHEMA " + schema,
        "CREATE TABLE " + schema + ".email_sent (id varchar(99))",
        "CREATE VIEW " + schema + ".email_sent_view AS SELECT * FROM " + schema + ".email_sent");
    assertThat(
        find(server, schema, true, null).get(0).sql(), containsString("\"email_sent_view\""));
    assertThat(
        find(server, schema, false, null).get(0).sql(), not(containsString("email_sent_view")));
  }

  @ParameterizedTest
  @EnumSource
  void theWindowCannotMissARow(TestDatabases server) throws Exception {
    String schema = TestDatabases.newSchemaName();
    String time = server == TestDatabases.MARIADB ? "datetime(3)" : "timestamp with time zone";
    server.execute(
        "CREATE SCHEMA " + schema,
        "CREATE TABLE " + schema + ".email_sent (id varchar(99), received_at " + time + ")",
        "INSERT INTO "
            + schema
            + ".email_sent VALUES ('long before', '2026-11-17 00:00:00'),"
            + " ('clock behind', '2026-11-19 12:00:00'), ('at once', '2026-11-20 00:00:00'),"
            + " ('backfilled', '2031-01-01 00:00:00'), ('not told', NULL)");
    List<EventTableRead> reads = find(server, schema, false, Instant.parse("2026-11-20T00:00:00Z"));
    assertThat(
        ids(server, reads.get(0)),
        is(List.of("at once", "backfilled", "clock behind", "not told")));
  }

  /** As Snowflake has it: names without quotes are in capitals. */
  @Test
  void namesInCapitalsAreFoundAndQuotedAsTheyAre() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:capitals");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA mailmodo");
      statement.execute("CREATE TABLE mailmodo.email_sent (id varchar(99), user_id varchar(99))");
      EventTableRead read =
          new WarehouseTables(Dialect.OTHER, "mailmodo", false, false)
              .find(connection, null)
              .get(0);
      assertThat(
          read.sql(),
          is("SELECT/* mailmodo-source */ \"ID\", \"USER_ID\" FROM \"MAILMODO\".\"EMAIL_SENT\""));
      assertThat(read.columns(), is(List.of("user_id")));
      statement.executeQuery(read.sql()).close();
    }
  }

  @Test
  void theDatabaseMayStandBeforeTheSchema() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:catalog");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA mailmodo");
      statement.execute("CREATE TABLE mailmodo.email_sent (id varchar(99))");
      EventTableRead read =
          new WarehouseTables(Dialect.OTHER, "CATALOG.MAILMODO", false, false)
              .find(connection, null)
              .get(0);
      assertThat(
          read.sql(),
          is("SELECT/* mailmodo-source */ \"ID\" FROM \"CATALOG\".\"MAILMODO\".\"EMAIL_SENT\""));
      statement.executeQuery(read.sql()).close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTablesBeginWithTheirFirstActivity(TestDatabases server) throws Exception {
    String schema = TestDatabases.newSchemaName();
    String time = server == TestDatabases.MARIADB ? "datetime(3)" : "timestamp with time zone";
    server.execute(
        "CREATE SCHEMA " + schema,
        "CREATE TABLE " + schema + ".email_sent (id varchar(99), original_timestamp " + time + ")",
        "INSERT INTO " + schema + ".email_sent VALUES ('b', '2026-11-20 03:04:05')",
        "CREATE TABLE " + schema + ".link_clicked (id varchar(99), original_timestamp text)",
        "INSERT INTO " + schema + ".link_clicked VALUES ('a', '2026-11-03T00:00:00.001Z')",
        "CREATE TABLE " + schema + ".email_bounced (id varchar(99))");
    assertThat(begin(server, schema), is(Instant.parse("2026-11-03T00:00:00.001Z")));
    server.execute(
        "DELETE FROM " + schema + ".email_sent", "DELETE FROM " + schema + ".link_clicked");
    assertThat(begin(server, schema), is(nullValue()));
    assertThat(begin(server, "nowhere"), is(nullValue()));
  }

  @ParameterizedTest
  @EnumSource
  void theSchemasThatHaveSuchTablesAreFound(TestDatabases server) throws Exception {
    String schema = TestDatabases.newSchemaName();
    String capitals = server == TestDatabases.MARIADB ? "`EMAIL_OPENED`" : "\"EMAIL_OPENED\"";
    server.execute(
        "CREATE SCHEMA " + schema,
        "CREATE SCHEMA " + schema + "_upper",
        "CREATE SCHEMA " + schema + "_other",
        "CREATE TABLE " + schema + ".link_clicked (id varchar(99))",
        "CREATE TABLE " + schema + "_upper." + capitals + " (id varchar(99))",
        "CREATE TABLE " + schema + "_other.linkxclicked (id varchar(99))");
    Set<String> found = new TreeSet<>();
    try (Connection connection = server.admin()) {
      found.addAll(tables(server, "nowhere", false).schemasWithTables(connection));
    }
    found.removeIf(other -> !other.startsWith(schema));
    assertThat(found, is(Set.of(schema, schema + "_upper")));
  }

  private static @Nullable Instant begin(TestDatabases server, String schema) throws SQLException {
    try (Connection connection = server.admin()) {
      return tables(server, schema, false).begin(connection);
    }
  }

  private static WarehouseTables tables(TestDatabases server, String schema, boolean views) {
    Dialect dialect = server == TestDatabases.MARIADB ? Dialect.MARIADB : Dialect.POSTGRESQL;
    return new WarehouseTables(dialect, schema, views, false);
  }

  private static List<EventTableRead> find(
      TestDatabases server, String schema, boolean views, @Nullable Instant since)
      throws SQLException {
    try (Connection connection = server.admin()) {
      return tables(server, schema, views).find(connection, since);
    }
  }

  private static void assertRuns(TestDatabases server, List<EventTableRead> reads)
      throws SQLException {
    assertThat(ids(server, reads.get(0)), empty());
  }

  private static List<String> ids(TestDatabases server, EventTableRead read) throws SQLException {
    Set<String> ids = new TreeSet<>();
    try (Connection connection = server.admin();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(read.sql())) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return List.copyOf(ids);
  }
}
