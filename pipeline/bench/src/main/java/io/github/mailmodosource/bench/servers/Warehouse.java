package io.github.mailmodosource.bench.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mailmodosource.servers.TestDatabases;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Segment's seven tables in PostgreSQL, and an address that takes batches and copies them in, many
 * times faster than the sandbox does. {@code scripts/bench --reconcile} fills a warehouse with it.
 */
public final class Warehouse implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] YES = "{\"success\":true}".getBytes(UTF_8);
  private static final byte[] NO = "{\"success\":false}".getBytes(UTF_8);

  private final Map<String, WarehouseTable> tables = new LinkedHashMap<>();
  private final String url;
  private final HttpServer http;

  private Warehouse(String url, HttpServer http) {
    this.url = url;
    this.http = http;
  }

  /** Makes the schema {@code mailmodo} with its tables, and listens on a free port. */
  public static Warehouse start() throws IOException, SQLException {
    TestDatabases.POSTGRESQL.execute("CREATE SCHEMA mailmodo");
    Warehouse warehouse = new Warehouse(TestDatabases.POSTGRESQL.url(), Loopback.newServer());
    for (String name : WarehouseTable.NAMES) {
      warehouse.tables.put(
          name,
          new WarehouseTable(
              name, DriverManager.getConnection(warehouse.url, TestDatabases.ADMIN, "")));
    }
    warehouse.http.createContext("/", warehouse::receive);
    warehouse.http.start();
    return warehouse;
  }

  /** What stands for Segment's address: {@code http://127.0.0.1:PORT}. */
  public String address() {
    return Loopback.addressOf(http);
  }

  /** Where the tables are; their reader is {@link #user()}, who has no password. */
  public String jdbcUrl() {
    return url;
  }

  public String user() {
    return TestDatabases.ADMIN;
  }

  /** Puts into the tables what is still held; returns how many rows they have. */
  public long finish() throws IOException, SQLException {
    long rows = 0;
    for (WarehouseTable table : tables.values()) {
      rows += table.finish();
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    Loopback.stop(http);
    for (WarehouseTable table : tables.values()) {
      table.close();
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = YES;
      int status = 200;
      try {
        add(JSON.readTree(exchange.getRequestBody()));
      } catch (IOException | SQLException | RuntimeException e) {
        System.err.println("bench: the warehouse did not take a batch: " + e);
        body = NO;
        status = 501; // not tried again
      }
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void add(JsonNode batch) throws IOException, SQLException {
    String now = Instant.now().toString();
    for (JsonNode event : batch.path("batch")) {
      String name = event.path("event").asText().toLowerCase(Locale.ROOT).replace(' ', '_');
      WarehouseTable table = tables.get(name);
      if (table == null) {
        throw new IOException("no table has the name " + name);
      }
      table.add(event, now);
    }
  }
}
