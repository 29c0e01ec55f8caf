import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.postgresql.PGConnection;

/**
 * A PostgreSQL server with Segment's seven tables, and an address that takes batches and copies them
 * in, many times faster than the sandbox does. scripts/bench --reconcile fills a warehouse with it.
 *
 * <p>Started with the file that both ports are written to, the one for batches first. {@code GET
 * /done} answers when all is in the tables, with the number of rows.
 */
class BenchWarehouse {
  private static final int BUFFER = 8 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> COLUMNS =
      List.of(
          "id", "received_at", "sent_at", "timestamp", "original_timestamp", "uuid_ts", "event",
          "event_text", "context_traits_email", "user_id", "anonymous_id");

  private static final List<String> PROPERTIES =
      List.of(
          "email_id", "email_subject", "email_type", "template_id", "template_name", "campaign_id",
          "campaign_name", "campaign_type", "campaign_trigger_source");

  private static final Map<String, List<String>> TABLES =
      new TreeMap<>(
          Map.of(
              "email_sent", List.of(),
              "email_opened", List.of("apple_privacy_open"),
              "link_clicked", List.of("link_id", "link_url"),
              "email_form_submitted", List.of("form_id", "form_name", "submission_type"),
              "email_marked_as_spam", List.of(),
              "email_bounced", List.of("reason", "is_hard_bounce"),
              "email_unsubscribed", List.of("reason")));

  private final Map<String, Table> tables = new HashMap<>();

  /** One table: its rows in PostgreSQL's own format, as many as are copied at once. */
  private static final class Table {
    final String name;
    final List<String> own;
    final Connection connection;
    final StringBuilder rows = new StringBuilder();
    long count;

    Table(String name, List<String> own, Connection connection) throws SQLException {
      this.name = name;
      this.own = own;
      this.connection = connection;
      StringBuilder columns = new StringBuilder();
      for (List<String> some : List.of(COLUMNS, PROPERTIES, own)) {
        for (String column : some) {
          columns.append(columns.length() == 0 ? "" : ", ").append(column).append(type(column));
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
        default -> " varchar(512)";
      };
    }

    synchronized void add(JsonNode event, String now) throws Exception {
      JsonNode properties = event.path("properties");
      String time = event.path("timestamp").asText();
      List<String> common =
          List.of(
              event.path("messageId").asText(), now, now, time, time, now, name,
              event.path("event").asText(),
              event.path("context").path("traits").path("email").asText());
      common.forEach(value -> cell(value, false));
      cell(event.get("userId"));
      cell(event.get("anonymousId"));
      PROPERTIES.forEach(column -> cell(properties.get(column)));
      own.forEach(column -> cell(properties.get(column)));
      rows.setCharAt(rows.length() - 1, '\n');
      count++;
      if (rows.length() > BUFFER) {
        flush();
      }
    }

    private void cell(JsonNode value) {
      cell(value == null ? "" : value.asText(), value == null);
    }

    private void cell(String value, boolean isNull) {
      if (isNull) {
        rows.append("\\N\t");
        return;
      }
      value.codePoints().limit(512).forEach(this::character);
      rows.append('\t');
    }

    private void character(int c) {
      switch (c) {
        case '\\' -> rows.append("\\\\");
        case '\t' -> rows.append("\\t");
        case '\n' -> rows.append("\\n");
        case '\r' -> rows.append("\\r");
        default -> rows.appendCodePoint(c);
      }
    }

    synchronized void flush() throws Exception {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          // As bytes: its Reader cuts characters of two halves in the middle now and then.
          .copyIn(
              "COPY mailmodo." + name + " FROM STDIN",
              new ByteArrayInputStream(rows.toString().getBytes(UTF_8)));
      rows.setLength(0);
    }

    synchronized void analyze() throws Exception {
      flush();
      try (Statement statement = connection.createStatement()) {
        statement.execute("ANALYZE mailmodo." + name);
      }
    }
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
    BenchWarehouse warehouse = new BenchWarehouse();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA mailmodo");
    }
    for (Map.Entry<String, List<String>> table : TABLES.entrySet()) {
      Connection connection = postgres.getPostgresDatabase().getConnection();
      warehouse.tables.put(
          table.getKey(), new Table(table.getKey(), table.getValue(), connection));
    }
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    http.setExecutor(Executors.newCachedThreadPool());
    http.createContext("/", exchange -> warehouse.answer(exchange));
    http.start();
    String ports = http.getAddress().getPort() + " " + postgres.getPort();
    Files.move(Files.writeString(Path.of(args[0] + ".new"), ports), Path.of(args[0]));
    Thread.currentThread().join();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String said;
    int status = 200;
    try (exchange) {
      try {
        said = exchange.getRequestURI().getPath().equals("/done") ? done() : take(exchange);
      } catch (Exception e) {
        e.printStackTrace();
        said = "{\"success\":false}";
        status = 501; // not tried again
      }
      byte[] body = said.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String take(HttpExchange exchange) throws Exception {
    JsonNode batch = JSON.readTree(exchange.getRequestBody());
    String now = Instant.now().toString();
    for (JsonNode event : batch.path("batch")) {
      String name = event.path("event").asText().toLowerCase(Locale.ROOT).replace(' ', '_');
      tables.get(name).add(event, now);
    }
    return "{\"success\":true}";
  }

  private String done() throws Exception {
    long rows = 0;
    for (Table table : tables.values()) {
      table.analyze();
      rows += table.count;
    }
    return rows + "\n";
  }
}
