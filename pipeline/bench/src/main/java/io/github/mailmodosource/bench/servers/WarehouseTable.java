package io.github.mailmodosource.bench.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One of the seven tables: rows are held in PostgreSQL's own format until many can be copied in.
 */
final class WarehouseTable implements AutoCloseable {
  private static final int BUFFER = 8 << 20;
  private static final int MAX_CHARACTERS = 512;

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "received_at",
          "sent_at",
          "timestamp",
          "original_timestamp",
          "uuid_ts",
          "event",
          "event_text",
          "context_traits_email",
          "user_id",
          "anonymous_id");

  private static final List<String> PROPERTIES =
      List.of(
          "email_id",
          "email_subject",
          "email_type",
          "template_id",
          "template_name",
          "campaign_id",
          "campaign_name",
          "campaign_type",
          "campaign_trigger_source");

  private static final Map<String, List<String>> OWN_PROPERTIES =
      new TreeMap<>(
          Map.of(
              "email_sent", List.of(),
              "email_opened", List.of("apple_privacy_open"),
              "link_clicked", List.of("link_id", "link_url"),
              "email_form_submitted", List.of("form_id", "form_name", "submission_type"),
              "email_marked_as_spam", List.of(),
              "email_bounced", List.of("reason", "is_hard_bounce"),
              "email_unsubscribed", List.of("reason")));

  static final Set<String> NAMES = new TreeSet<>(OWN_PROPERTIES.keySet());

  private final String name;
  private final List<String> own;
  private final Connection connection;
  private final StringBuilder rows = new StringBuilder();
  private long count;

  /** Makes the table, through a connection of its own. */
  WarehouseTable(String name, Connection connection) throws SQLException {
    this.name = name;
    this.own = OWN_PROPERTIES.getOrDefault(name, List.of());
    this.connection = connection;
    StringBuilder columns = new StringBuilder();
    for (List<String> some : List.of(COLUMNS, PROPERTIES, own)) {
      for (String column : some) {
        columns.append(columns.isEmpty() ? "" : ", ").append(column).append(type(column));
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE mailmodo." + name + " (" + columns + ")");
      statement.execute("CREATE INDEX ON mailmodo." + name + " (received_at)");
    }
  }

  private static String type(String column) {
    return switch (column) {
      case "received_at", "sent_at", "timestamp", "original_timestamp", "uuid_ts" -> " timestamptz";
      case "apple_privacy_open", "is_hard_bounce" -> " boolean";
      default -> " varchar(" + MAX_CHARACTERS + ")";
    };
  }

  /**
   * Adds an event.
   *
   * @param now when Segment received it, as PostgreSQL reads times
   */
  synchronized void add(JsonNode event, String now) throws IOException, SQLException {
    String time = event.path("timestamp").asText();
    cell(event.path("messageId").asText());
    cell(now);
    cell(now);
    cell(time);
    cell(time);
    cell(now);
    cell(name);
    cell(event.path("event").asText());
    cell(event.path("context").path("traits").path("email").asText());
    cell(event.get("userId"));
    cell(event.get("anonymousId"));
    JsonNode properties = event.path("properties");
    PROPERTIES.forEach(column -> cell(properties.get(column)));
    own.forEach(column -> cell(properties.get(column)));
    rows.setCharAt(rows.length() - 1, '\n');
    count++;
    if (rows.length() > BUFFER) {
      flush();
    }
  }

  private void cell(@Nullable JsonNode value) {
    if (value == null) {
      rows.append(CopyText.NULL).append('\t');
    } else {
      cell(value.asText());
    }
  }

  private void cell(String value) {
    boolean fits = value.codePointCount(0, value.length()) <= MAX_CHARACTERS;
    String text = fits ? value : value.substring(0, value.offsetByCodePoints(0, MAX_CHARACTERS));
    rows.append(CopyText.of(text)).append('\t');
  }

  /** Puts into the table what is still held; returns how many rows it has. */
  synchronized long finish() throws IOException, SQLException {
    flush();
    try (Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE mailmodo." + name);
    }
    return count;
  }

  private void flush() throws IOException, SQLException {
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        // As bytes: its Reader cuts characters of two halves in the middle now and then.
        .copyIn(
            "COPY mailmodo." + name + " FROM STDIN",
            new ByteArrayInputStream(rows.toString().getBytes(UTF_8)));
    rows.setLength(0);
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
