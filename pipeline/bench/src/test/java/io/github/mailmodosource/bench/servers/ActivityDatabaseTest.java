package io.github.mailmodosource.bench.servers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivityDatabaseTest {
  private static final String ROWS =
      """
      {"id":"1","event":"Email Sent","email":"a@example.com","occurred_at":"2026-10-01T05:30:00.001+05:30","email_subject":"Tab\\there, back\\\\slash \ud83d\ude03"}

      {"id":"2","event":"Email Opened","email":"b@example.com","occurred_at":1790812800002,"apple_privacy_open":true}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void everyRowIsInTheTable(TestDatabases server) throws Exception {
    Path activity = Files.writeString(folder.resolve("activity.jsonl"), ROWS);
    server.execute("DROP TABLE IF EXISTS activity");

    String url = ActivityDatabase.fill(server, activity);

    assertThat(
        strings(
            url,
            "SELECT n, id, event, email, email_subject, apple_privacy_open FROM activity ORDER BY n"),
        is(
            List.of(
                "1 1 Email Sent a@example.com Tab\there, back\\slash \ud83d\ude03 null",
                "2 2 Email Opened b@example.com null " + yes(server))));
    assertThat(
        strings(
            url,
            "SELECT count(*) FROM activity"
                + " WHERE occurred_at > '2026-10-01 00:00:00.000' AND occurred_at < '2026-10-01 00:00:00.003'",
            "SET "
                + (server == TestDatabases.MARIADB ? "time_zone = '+00:00'" : "TIME ZONE 'UTC'")),
        is(List.of("2")));
  }

  /** MariaDB's BOOLEAN is a number. */
  private static String yes(TestDatabases server) {
    return server == TestDatabases.MARIADB ? "1" : "t";
  }

  private static List<String> strings(String url, String query, String... first)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : first) {
        statement.execute(sql);
      }
      try (ResultSet result = statement.executeQuery(query)) {
        while (result.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            values.add(String.valueOf(result.getString(i)));
          }
          rows.add(String.join(" ", values));
        }
      }
    }
    return rows;
  }
}
