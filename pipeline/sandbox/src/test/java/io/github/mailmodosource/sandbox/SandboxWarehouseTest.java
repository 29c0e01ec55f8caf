package io.github.mailmodosource.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.servers.TestDatabases;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands in a real database after events were sent to the sandbox. */
class SandboxWarehouseTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource
  void anEventIsLoadedIntoItsTableAndIntoTracks(TestDatabases server) throws Exception {
    String schema = TestDatabases.newSchemaName();
    try (Sandbox sandbox = start(warehouse(server, schema))) {
      send(sandbox, event("a"));
    }
    Map<String, String> clicked = rows(server, schema, "link_clicked").get(0);
    assertThat(clicked.get("id"), is("a"));
    assertThat(clicked.get("event_text"), is("Link Clicked"));
    assertThat(clicked.get("link_url"), is("https://example.com/"));
    assertThat(clicked.get("context_traits_email"), is("reader@example.com"));
    assertThat(clicked.get("original_timestamp"), startsWith("2026-11-20 03:04:05.678"));

    Map<String, String> tracks = rows(server, schema, "tracks").get(0);
    assertThat(tracks.get("id"), is("a"));
    assertThat(tracks.get("event"), is("link_clicked"));
    assertThat(tracks.containsKey("link_url"), is(false));
  }

  @ParameterizedTest
  @EnumSource
  void tablesAndColumnsAppearWithTheirFirstValue(TestDatabases server) throws Exception {
    String schema = TestDatabases.newSchemaName();
    String bounced = event("a").replace("Link Clicked", "Email Bounced");
    bounced = bounced.replaceFirst("\"link_id\".*\"https://example.com/\"", "\"reason\":\"full\"");
    try (Sandbox sandbox = start(warehouse(server, schema))) {
      send(sandbox, bounced);
      await(sandbox);
      assertThat(columns(server, schema, "link_clicked"), is(Set.of()));
      assertThat(columns(server, schema, "email_bounced").contains("is_hard_bounce"), is(false));

      send(
          sandbox,
          bounced
              .replace("\"a\"", "\"b\"")
              .replace("\"reason\":\"full\"", "\"is_hard_bounce\":true"));
    }
    List<Map<String, String>> rows = rows(server, schema, "email_bounced");
    assertThat(rows.get(0).get("reason"), is("full"));
    assertThat(rows.get(0).get("is_hard_bounce"), is(nullValue()));
    assertThat(rows.get(1).get("is_hard_bounce"), is(server == TestDatabases.MARIADB ? "1" : "t"));
  }

  @ParameterizedTest
  @EnumSource
  void anIdIsLoadedOnceHoweverOftenItComesAndAfterARestartToo(TestDatabases server)
      throws Exception {
    String schema = TestDatabases.newSchemaName();
    try (Sandbox sandbox = start(warehouse(server, schema))) {
      send(sandbox, event("a"), event("a"), event("b"));
      await(sandbox);
      send(sandbox, event("a"));
    }
    try (Sandbox sandbox = start(warehouse(server, schema))) {
      send(sandbox, event("b"), event("c"));
      assertThat(await(sandbox), is(new WarehouseStats(1, 0, 0, 1, 0, 0)));
    }
    assertThat(ids(server, schema, "link_clicked"), is(List.of("a", "b", "c")));
    assertThat(ids(server, schema, "tracks"), is(List.of("a", "b", "c")));
  }

  @ParameterizedTest
  @EnumSource
  void anyTextComesBackAsItWasUpTo512Characters(TestDatabases server) throws Exception {
    String schema = TestDatabases.newSchemaName();
    String text = "'\"`\\ \\u00fc 😀 ".replace("\\ ", "\\\\ ").replace("\"", "\\\"");
    try (Sandbox sandbox = start(warehouse(server, schema))) {
      send(
          sandbox,
          event("a").replace("https://example.com/", text),
          event("b").replace("https://example.com/", "😀".repeat(600)));
    }
    List<Map<String, String>> rows = rows(server, schema, "link_clicked");
    assertThat(rows.get(0).get("link_url"), is("'\"`\\ ü 😀 "));
    assertThat(rows.get(1).get("link_url"), is("😀".repeat(512)));
  }

  @Test
  void everyNthNewEventIsAcceptedAndLostAndArrivesWhenItIsSentAgain() throws Exception {
    TestDatabases server = TestDatabases.POSTGRESQL;
    String schema = TestDatabases.newSchemaName();
    try (Sandbox sandbox = start(warehouse(server, schema).withLoseEvery(3))) {
      send(sandbox, event("a"), event("b"), event("c"), event("d"), event("e"), event("f"));
      assertThat(await(sandbox), is(new WarehouseStats(4, 0, 2, 0, 0, 0)));
      assertThat(sandbox.stats().events(), is(6L));
      assertThat(ids(server, schema, "link_clicked"), is(List.of("a", "b", "d", "e")));
      assertThat(ids(server, schema, "tracks"), is(List.of("a", "b", "d", "e")));

      send(sandbox, event("c"), event("f"));
      assertThat(await(sandbox), is(new WarehouseStats(6, 0, 2, 0, 0, 0)));
    }
    assertThat(ids(server, schema, "tracks"), is(List.of("a", "b", "c", "d", "e", "f")));
  }

  @Test
  void aTableCanLoseADay() throws Exception {
    TestDatabases server = TestDatabases.POSTGRESQL;
    String schema = TestDatabases.newSchemaName();
    try (Sandbox sandbox = start(warehouse(server, schema).withLose("link_clicked:2026-11-20"))) {
      send(
          sandbox,
          event("a"),
          event("b").replace("2026-11-20", "2026-11-21"),
          event("c").replace("2026-11-20T03:04:05.678", "2026-11-20T23:59:59.999"));
      assertThat(await(sandbox), is(new WarehouseStats(1, 0, 2, 0, 0, 0)));
    }
    assertThat(ids(server, schema, "link_clicked"), is(List.of("b")));
  }

  @Test
  void theStatsSayWhatIsLoaded() throws Exception {
    TestDatabases server = TestDatabases.POSTGRESQL;
    try (Sandbox sandbox = start(warehouse(server, TestDatabases.newSchemaName()))) {
      send(sandbox, event("a"));
      await(sandbox);
      assertThat(
          stats(sandbox).get("warehouse"),
          is(
              JSON.readTree(
                  """
                  {"loaded":1,"waiting":0,"lost":0,"known":0,"ignored":0,"failed":0}
                  """)));
    }
    try (Sandbox without = Sandbox.start(SandboxSettings.onAnyPort())) {
      assertThat(stats(without).get("warehouse"), is(nullValue()));
    }
  }

  @Test
  void anEventThatTheDatabaseRefusesCostsItselfAlone() throws Exception {
    TestDatabases server = TestDatabases.POSTGRESQL;
    String schema = TestDatabases.newSchemaName();
    server.execute(
        "CREATE SCHEMA " + schema,
        "CREATE TABLE " + schema + ".link_clicked (id varchar CHECK (id <> 'b'))");
    try (Sandbox sandbox = start(warehouse(server, schema))) {
      send(sandbox, event("a"), event("b"), event("c"));
      assertThat(await(sandbox), is(new WarehouseStats(2, 0, 0, 0, 0, 1)));
    }
    assertThat(ids(server, schema, "tracks"), is(List.of("a", "c")));
  }

  @Test
  void aConnectionThatBreaksIsMadeAgain() throws Exception {
    TestDatabases server = TestDatabases.POSTGRESQL;
    String schema = TestDatabases.newSchemaName();
    try (Sandbox sandbox = start(warehouse(server, schema))) {
      send(sandbox, event("a"));
      await(sandbox);
      try (Connection connection = server.admin();
          Statement statement = connection.createStatement();
          ResultSet ended =
              statement.executeQuery(
                  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                      + " WHERE query = 'COMMIT' AND pid <> pg_backend_pid()")) {
        assertThat(ended.next(), is(true));
      }
      send(sandbox, event("b"));
      assertThat(await(sandbox), is(new WarehouseStats(2, 0, 0, 0, 0, 0)));
    }
    assertThat(ids(server, schema, "tracks"), is(List.of("a", "b")));
  }

  private static WarehouseSettings warehouse(TestDatabases server, String schema) {
    return WarehouseSettings.of(server.url(), TestDatabases.ADMIN, null, schema);
  }

  private static Sandbox start(WarehouseSettings warehouse) throws Exception {
    return Sandbox.start(SandboxSettings.onAnyPort().withWarehouse(warehouse));
  }

  private static String event(String id) {
    return Examples.LINK_CLICKED.replace("mailmodo-5f0c", id);
  }

  private static void send(Sandbox sandbox, String... events) throws Exception {
    String body =
        "{\"batch\":[" + String.join(",", events) + "],\"sentAt\":\"" + Instant.now() + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/v1/batch"))
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString("k:".getBytes(UTF_8)))
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
    assertThat(answer.body(), answer.statusCode(), is(200));
  }

  private static JsonNode stats(Sandbox sandbox) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/sandbox/stats")).build();
    return JSON.readTree(CLIENT.send(request, BodyHandlers.ofString()).body());
  }

  /** As a script does: until nothing waits. */
  private static WarehouseStats await(Sandbox sandbox) throws Exception {
    while (true) {
      WarehouseStats stats = sandbox.warehouse();
      if (stats == null || stats.waiting() == 0) {
        return stats == null ? new WarehouseStats(0, 0, 0, 0, 0, 0) : stats;
      }
      Thread.sleep(5);
    }
  }

  private static Set<String> columns(TestDatabases server, String schema, String table)
      throws SQLException {
    Set<String> columns = new TreeSet<>();
    try (Connection connection = server.admin();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = '%s' AND table_name = '%s'"
                    .formatted(schema, table))) {
      while (found.next()) {
        columns.add(found.getString(1));
      }
    }
    return columns;
  }

  private static List<String> ids(TestDatabases server, String schema, String table)
      throws SQLException {
    return rows(server, schema, table).stream().map(row -> row.get("id")).toList();
  }

  /** All rows as text, by id. */
  private static List<Map<String, String>> rows(TestDatabases server, String schema, String table)
      throws SQLException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (Connection connection = server.admin();
        Statement statement = connection.createStatement()) {
      if (server == TestDatabases.POSTGRESQL) {
        statement.execute("SET TIME ZONE 'UTC'");
      }
      try (ResultSet found =
          statement.executeQuery("SELECT * FROM " + schema + "." + table + " ORDER BY id")) {
        int width = found.getMetaData().getColumnCount();
        while (found.next()) {
          Map<String, String> row = new LinkedHashMap<>();
          for (int i = 1; i <= width; i++) {
            row.put(found.getMetaData().getColumnName(i), found.getString(i));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
