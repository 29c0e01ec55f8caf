package io.github.mailmodosource.bench.servers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class DemoDatabaseTest {
  private static final Path TESTDATA = Path.of("testdata");

  @Test
  void everyRowOfTestdataIsInATable() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      DemoDatabase.load(server, TESTDATA);
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        assertThat(number(statement, "SELECT count(*) FROM activity"), is(rows("activity.jsonl")));
        assertThat(
            number(statement, "SELECT count(*) FROM mailmodo.identifies"),
            is(rows("contacts.jsonl") - otherCalls()));
      }
    }
  }

  private static long number(Statement statement, String query) throws Exception {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static long rows(String file) throws Exception {
    return Files.readAllLines(TESTDATA.resolve(file)).stream()
        .filter(line -> !line.isBlank())
        .count();
  }

  /** Calls of Segment's that identify nobody. */
  private static long otherCalls() throws Exception {
    return Files.readAllLines(TESTDATA.resolve("contacts.jsonl")).stream()
        .filter(line -> line.contains("\"type\"") && !line.contains("\"identify\""))
        .count();
  }
}
