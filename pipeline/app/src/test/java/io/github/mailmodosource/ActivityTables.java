package io.github.mailmodosource;

import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FieldReader;
import io.github.mailmodosource.rows.FieldValues;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.SourceRow;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of {@code testdata/} as tables, with the types that a database would give them. */
public final class ActivityTables {
  private static final TimeParser TIMES = new TimeParser(ZoneOffset.UTC);

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
  public static void create(TestDatabases database) {
    try (Connection admin = database.admin()) {
      create(admin, database == TestDatabases.POSTGRESQL ? "TIMESTAMPTZ" : "DATETIME(6)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The same where a connection leads.
   *
   * @param time the type of its points in time
   */
  public static void create(Connection admin, String time) throws SQLException {
    try (Statement statement = admin.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS activity");
      statement.execute(
          "CREATE TABLE activity (n BIGINT PRIMARY KEY, occurred_at "
              + time
              + ", "
              + String.join(" TEXT, ", TEXTS)
              + " TEXT, "
              + String.join(" BOOLEAN, ", BOOLEANS)
              + " BOOLEAN)");
      statement.execute("DROP TABLE IF EXISTS identifies");
      statement.execute(
          "CREATE TABLE identifies (id VARCHAR(100), received_at "
              + time
              + ", user_id TEXT, anonymous_id TEXT, email TEXT, context_traits_email TEXT)");
    }
    insertActivity(admin);
    insertIdentifies(admin);
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
      for (Map<String, String> row : rows("activity.jsonl", ActivityParser.mapping())) {
        int i = 1;
        insert.setLong(i++, ++n);
        insert.setObject(i++, time(row.get("occurred_at")));
        for (String field : TEXTS) {
          insert.setString(i++, row.get(field));
        }
        for (String field : BOOLEANS) {
          insert.setObject(i++, bool(row.get(field)));
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
      long n = 0;
      for (Map<String, String> row : rows("contacts.jsonl", IdentifyCallParser.mapping())) {
        // Segment's warehouse has a table for each type of call.
        if (!row.getOrDefault("type", "identify").equals("identify")) {
          continue;
        }
        String email = row.get("email");
        boolean inTraits = ++n % 2 == 0;
        insert.setString(1, "call-" + n);
        insert.setObject(2, time(row.get("identified_at")));
        insert.setString(3, row.get("user_id"));
        insert.setString(4, row.get("anonymous_id"));
        insert.setString(5, inTraits ? email : null);
        insert.setString(6, inTraits ? null : email);
        insert.executeUpdate();
      }
    }
  }

  private static List<Map<String, String>> rows(String file, FieldMapping mapping) {
    FieldReader reader = new FieldReader(mapping, false);
    List<Map<String, String>> rows = new ArrayList<>();
    byte[] bytes = JobProbe.read(Path.of("testdata", file)).getBytes(StandardCharsets.UTF_8);
    new RowBlock(file, 0, 1, RowFormat.JSON_LINES, null, 0, bytes)
        .forEachRow(
            row -> {
              Map<String, String> fields = new HashMap<>();
              FieldValues values = read(reader, row);
              for (int i = 0; i < mapping.fields().size(); i++) {
                String value = values.get(i);
                if (value != null) {
                  fields.put(mapping.fields().get(i), value);
                }
              }
              rows.add(fields);
            });
    return rows;
  }

  private static FieldValues read(FieldReader reader, SourceRow row) {
    try {
      return reader.read(row);
    } catch (BadRowException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable LocalDateTime time(@Nullable String text) {
    Instant time = text == null ? null : TIMES.parse(text);
    // Databases round what is finer, and might round to the next millisecond.
    return time == null
        ? null
        : LocalDateTime.ofInstant(time, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
  }

  private static @Nullable Boolean bool(@Nullable String text) {
    return text == null
        ? null
        : Set.of("true", "1", "yes").contains(text.strip().toLowerCase(Locale.ROOT));
  }
}
