package io.github.mailmodosource.bench.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * A PostgreSQL server for the demos. Writes its port to the file that is named first, when all is
 * ready, and runs until it is ended. If a folder is named behind it, its rows are in two tables:
 * activity, and mailmodo.identifies as Segment's warehouse has it. {@code scripts/demo --database}
 * starts it with testdata/, {@code scripts/demo-reconcile} starts it empty.
 */
public final class DemoDatabase {
  private static final String TABLES =
      """
      CREATE TEMP TABLE raw (n SERIAL, of TEXT, line JSONB);
      CREATE SCHEMA mailmodo;
      CREATE TABLE activity (
        n INT PRIMARY KEY, id TEXT, event TEXT, email TEXT, occurred_at TIMESTAMPTZ, email_id TEXT,
        email_subject TEXT, email_type TEXT, template_id TEXT, template_name TEXT, campaign_id TEXT,
        campaign_name TEXT, campaign_type TEXT, campaign_trigger_source TEXT,
        apple_privacy_open BOOLEAN, link_id TEXT, link_url TEXT, form_id TEXT, form_name TEXT,
        submission_type TEXT, reason TEXT, is_hard_bounce BOOLEAN);
      CREATE TABLE mailmodo.identifies (
        user_id TEXT, anonymous_id TEXT, email TEXT, context_traits_email TEXT,
        received_at TIMESTAMPTZ);
      CREATE FUNCTION at(text) RETURNS TIMESTAMPTZ LANGUAGE SQL AS $$
        SELECT CASE
          WHEN $1 ~ '^[0-9.]+$' AND $1::numeric < 1e11 THEN to_timestamp($1::numeric)
          WHEN $1 ~ '^[0-9.]+$' AND $1::numeric < 1e14 THEN to_timestamp($1::numeric / 1e3)
          WHEN $1 ~ '^[0-9.]+$' THEN to_timestamp($1::numeric / 1e6)
          ELSE date_trunc('milliseconds', $1::timestamptz) END $$;
      CREATE FUNCTION bool(text) RETURNS BOOLEAN LANGUAGE SQL AS $$
        SELECT CASE
          WHEN lower($1) IN ('true', '1', 'yes') THEN true
          WHEN lower($1) IN ('false', '0', 'no') THEN false END $$;
      SET TIME ZONE 'UTC';
      """;

  private static final String ROWS =
      """
      INSERT INTO activity SELECT n, line->>'id', line->>'event', line->>'email',
        at(line->>'occurred_at'), line->>'email_id', line->>'email_subject', line->>'email_type',
        line->>'template_id', line->>'template_name', line->>'campaign_id',
        line->>'campaign_name', line->>'campaign_type', line->>'campaign_trigger_source',
        bool(line->>'apple_privacy_open'), line->>'link_id', line->>'link_url',
        line->>'form_id', line->>'form_name', line->>'submission_type', line->>'reason',
        bool(line->>'is_hard_bounce')
        FROM raw WHERE of = 'activity.jsonl';
      INSERT INTO mailmodo.identifies SELECT
        COALESCE(line->>'userId', line->>'user_id'),
        COALESCE(line->>'anonymousId', line->>'anonymous_id'),
        COALESCE(line#>>'{traits,email}', line->>'email'), line#>>'{context,traits,email}',
        at(COALESCE(line->>'receivedAt', line->>'received_at', line->>'identified_at',
          line->>'timestamp'))
        FROM raw WHERE of = 'contacts.jsonl' AND COALESCE(line->>'type', 'identify') = 'identify';
      """;

  /** Some exports cut text in the middle of a character; PostgreSQL takes none of those. */
  private static final Pattern HALF_CHARACTER =
      Pattern.compile("(?i)\\\\ud[89ab][0-9a-f]{2}(?!\\\\ud[c-f])");

  private DemoDatabase() {}

  public static void main(String[] args) throws IOException, SQLException, InterruptedException {
    // It ends with this JVM.
    EmbeddedPostgres server = EmbeddedPostgres.builder().start();
    if (args.length > 1) {
      load(server, Path.of(args[1]));
    }
    Path whole = Files.writeString(Path.of(args[0] + ".new"), String.valueOf(server.getPort()));
    Files.move(whole, Path.of(args[0])); // whoever sees the file sees all of it
    Thread.currentThread().join();
  }

  static void load(EmbeddedPostgres server, Path folder) throws IOException, SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
      load(connection, folder, "activity.jsonl");
      load(connection, folder, "contacts.jsonl");
      statement.execute(ROWS);
    }
  }

  private static void load(Connection connection, Path folder, String file)
      throws IOException, SQLException {
    String sql = "INSERT INTO raw (of, line) VALUES (?, ?::jsonb)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (String line : Files.readAllLines(folder.resolve(file))) {
        if (!line.isBlank()) {
          insert.setString(1, file);
          insert.setString(2, HALF_CHARACTER.matcher(line).replaceAll("\\\\ufffd"));
          insert.executeUpdate();
        }
      }
    }
  }
}
