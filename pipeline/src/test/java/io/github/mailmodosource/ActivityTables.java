package io.github.mailmodosource;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.activity.EventTime;
import io.github.mailmodosource.database.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of {@code testdata/} as tables, with the types that a database would give them. */
final class ActivityTables {
  private static final EventTime TIMES = new EventTime(ZoneOffset.UTC);

  private static final List<String> TEXTS =
      List.of(
          "id",
          "event",
          "email",
          "email_id",
          "email_subject",
          "email_type",
          "template_id",
          "template_name",
          "campaign_id",
          "campaign_name",
          "campaign_type",
          "campaign_trigger_source",
          "link_id",
          "link_url",
          "form_id",
          "form_name",
          "submission_type",
          "reason");

  private static final List<String> BOOLEANS = List.of("apple_privacy_open", "is_hard_bounce");

  private ActivityTables() {}

  /** Makes {@code activity} and {@code identifies} of the test data. */
  static void create(TestDatabases database) {
    String time = database == TestDatabases.POSTGRESQL ? "TIMESTAMPTZ" : "DATETIME(6)";
    database.execute(
        "DROP TABLE IF EXISTS activity",
        "CREATE TABLE activity (n BIGINT PRIMARY KEY, occurred_at "
            + time
            + ", "
            + String.join(" TEXT, ", TEXTS)
            + " TEXT, "
            + String.join(" BOOLEAN, ", BOOLEANS)
            + " BOOLEAN)",
        "DROP TABLE IF EXISTS identifies",
        "CREATE TABLE identifies (id VARCHAR(100), received_at "
            + time
            + ", user_id TEXT, anonymous_id TEXT, email TEXT, context_traits_email TEXT)");
    try (Connection admin = database.admin()) {
      insertActivity(admin);
      insertIdentifies(admin);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insertActivity(Connection admin) throws SQLException {
    String sql =
        "INSERT INTO activity (n, occurred_at, "
            + String.join(", ", TEXTS)
            + ", "
            + String.join(", ", BOOLEANS)
            + ") VALUES (?"
            + ", ?".repeat(1 + TEXTS.size() + BOOLEANS.size())
            + ")";
    try (PreparedStatement insert = admin.prepareStatement(sql)) {
      long n = 0;
      for (JsonNode row : rows("activity.jsonl")) {
        int i = 1;
        insert.setLong(i++, ++n);
        insert.setObject(i++, time(text(row.get("occurred_at"))));
        for (String field : TEXTS) {
          insert.setString(i++, text(row.get(field)));
        }
        for (String field : BOOLEANS) {
          insert.setObject(i++, bool(text(row.get(field))));
        }
        insert.executeUpdate();
      }
    }
  }

  private static void insertIdentifies(Connection admin) throws SQLException {
    String sql =
        "INSERT INTO identifies (id, received_at, user_id, anonymous_id, email,"
            + " context_traits_email) VALUES (?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = admin.prepareStatement(sql)) {
      for (JsonNode row : rows("contacts.jsonl")) {
        // Segment's warehouse has a table for each type of call.
        if (!row.path("type").asText("identify").equals("identify")) {
          continue;
        }
        String received = first(row, "receivedAt", "received_at", "identified_at", "timestamp");
        insert.setString(1, first(row, "messageId"));
        insert.setObject(2, received == null ? null : time(received));
        insert.setString(3, first(row, "userId", "user_id"));
        insert.setString(4, first(row, "anonymousId", "anonymous_id"));
        String email = text(row.path("traits").get("email"));
        insert.setString(5, email != null ? email : text(row.get("email")));
        insert.setString(6, text(row.path("context").path("traits").get("email")));
        insert.executeUpdate();
      }
    }
  }

  private static List<JsonNode> rows(String file) {
    return JobProbe.read(Path.of("testdata", file))
        .lines()
        .filter(line -> !line.isBlank())
        .map(JobProbe::parse)
        .toList();
  }

  private static @Nullable String first(JsonNode row, String... names) {
    for (String name : names) {
      String text = text(row.get(name));
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static @Nullable String text(@Nullable JsonNode value) {
    return value == null || value.isNull() || value.asText().isEmpty() ? null : value.asText();
  }

  private static @Nullable LocalDateTime time(@Nullable String text) {
    Instant time = text == null ? null : TIMES.parse(text);
    return time == null ? null : LocalDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  private static @Nullable Boolean bool(@Nullable String text) {
    return text == null
        ? null
        : Set.of("true", "1", "yes").contains(text.strip().toLowerCase(Locale.ROOT));
  }
}
