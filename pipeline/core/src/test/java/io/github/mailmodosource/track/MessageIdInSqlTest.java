package io.github.mailmodosource.track;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EmailFormSubmitted;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.activity.LinkClicked;
import io.github.mailmodosource.activity.Mailing;
import io.github.mailmodosource.activity.Occurrence;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The statement of the paper on rows and payload, run by a real server. */
class MessageIdInSqlTest {
  private static final TestDatabases SERVER = TestDatabases.POSTGRESQL;
  private static final Instant TIME = Instant.parse("2026-11-20T03:04:05.678901Z");

  @Test
  void theStatementOfThePaperGivesOurIds() throws Exception {
    String schema = TestDatabases.newSchemaName();
    SERVER.execute(
        "CREATE SCHEMA " + schema,
        "CREATE TABLE "
            + schema
            + ".activity (n serial, id text, event text, email text, occurred_at timestamptz,"
            + " campaign_id text, campaign_name text, link_id text, link_url text, form_id text,"
            + " form_name text)",
        "INSERT INTO "
            + schema
            + ".activity (id, event, email, occurred_at, campaign_name, link_url) VALUES"
            + " ('Ü-1', 'Email Bounced', 'ü@example.com', '2026-11-20T03:04:05.678901Z', 'x', NULL),"
            + " (NULL, 'Email Sent', 'a@b.co', '2026-11-20T03:04:05.678901Z', NULL, NULL),"
            + " (NULL, 'Link Clicked', 'a@b.co', '2026-11-20T03:04:05.678901Z', 'Winter', '/?ü')",
        "INSERT INTO "
            + schema
            + ".activity (event, email, occurred_at, campaign_id, campaign_name, form_id) VALUES"
            + " ('Email Form Submitted', 'a@b.co', '1969-12-31T23:59:59.999900Z', 'C-1', 'x', 'F')");

    List<String> ids = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(SERVER.url(), TestDatabases.ADMIN, null);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                ofPaper().replace("mailmodo.activity", schema + ".activity") + " ORDER BY n")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }

    Instant early = Instant.parse("1969-12-31T23:59:59.999900Z");
    assertThat(
        ids,
        is(
            ids(
                ActivitySamples.bare(EventType.EMAIL_BOUNCED, at("Ü-1", "ü@example.com", TIME)),
                ActivitySamples.bare(EventType.EMAIL_SENT, at(null, "a@b.co", TIME)),
                new LinkClicked(at(null, "a@b.co", TIME), campaign(null, "Winter"), null, "/?ü"),
                new EmailFormSubmitted(
                    at(null, "a@b.co", early), campaign("C-1", "x"), "F", null, null))));
  }

  private static List<String> ids(Activity... activities) {
    MessageId messageIds = new MessageId();
    return List.of(activities).stream().map(messageIds::of).toList();
  }

  private static String ofPaper() throws Exception {
    String paper = Files.readString(Path.of("pipeline/docs/payload.md"));
    int start = paper.indexOf("```sql\n") + "```sql\n".length();
    return paper.substring(start, paper.indexOf("```", start));
  }

  private static Occurrence at(@Nullable String id, String email, Instant time) {
    return ActivitySamples.occurrence(id, email, time);
  }

  private static Mailing campaign(@Nullable String id, @Nullable String name) {
    return new Mailing(null, null, null, null, null, id, name, null, null);
  }
}
