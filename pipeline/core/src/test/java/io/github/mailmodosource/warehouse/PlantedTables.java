package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.servers.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A schema of its own, with the tables and rows that a test says. */
public final class PlantedTables {
  private final TestDatabases server;
  private final String schema;

  public PlantedTables(TestDatabases server) {
    this.server = server;
    schema = TestDatabases.newSchemaName();
    execute("CREATE SCHEMA " + schema);
  }

  public String schema() {
    return schema;
  }

  TestDatabases server() {
    return server;
  }

  public Database database() {
    return database(TestDatabases.ADMIN);
  }

  public Database database(String user) {
    return Database.of(
        "warehouse", server.url(), user, null, null, Duration.ofMinutes(1), Duration.ofSeconds(5));
  }

  /** The table of {@code link_clicked} as Segment makes it, or with other types. */
  public PlantedTables linkClicked(Map<String, String> otherTypes) {
    String time = server == TestDatabases.MARIADB ? "datetime(3)" : "timestamp with time zone";
    String columns =
        List.of(
                "id",
                "event",
                "event_text",
                "user_id",
                "context_traits_email",
                "campaign_id",
                "campaign_name",
                "link_id",
                "link_url")
            .stream()
            .map(column -> column + " " + otherTypes.getOrDefault(column, "varchar(512)"))
            .collect(Collectors.joining(", "));
    execute(
        "CREATE TABLE %s.link_clicked (%s, original_timestamp %s, received_at %s)"
            .formatted(
                schema,
                columns,
                otherTypes.getOrDefault("original_timestamp", time),
                otherTypes.getOrDefault("received_at", time)));
    return this;
  }

  /** Loads events as they are, received on the 21st of November 2026. */
  public PlantedTables load(Expected... events) {
    for (Expected event : events) {
      Map<String, Object> columns = event.columns();
      columns.put("original_timestamp", event.time().replace('T', ' ').replace("Z", zone()));
      columns.put("received_at", "2026-11-21 00:00:00" + zone());
      execute(
          "INSERT INTO %s.%s (%s) VALUES (%s)"
              .formatted(
                  schema,
                  columns.get("event"),
                  String.join(", ", columns.keySet()),
                  columns.values().stream()
                      .map(value -> value instanceof Boolean ? "" + value : "'" + value + "'")
                      .collect(Collectors.joining(", "))));
    }
    return this;
  }

  private String zone() {
    return server == TestDatabases.MARIADB ? "" : "+00";
  }

  public void execute(String sql) {
    server.execute(sql);
  }
}
