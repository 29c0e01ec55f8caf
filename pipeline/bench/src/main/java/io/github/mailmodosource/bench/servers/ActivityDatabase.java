package io.github.mailmodosource.bench.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mailmodosource.servers.TestDatabases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * The rows of an activity file in the table {@code activity} of a database server, numbered by
 * {@code n} from 1. The server ends with this JVM.
 */
public final class ActivityDatabase {
  private ActivityDatabase() {}

  /**
   * Starts the server, if need be, and fills the table.
   *
   * @param activity JSON lines, as {@code scripts/generate} writes them
   * @return a JDBC URL that needs no user and no password beside it
   */
  public static String fill(TestDatabases server, Path activity) throws IOException, SQLException {
    Path rows = Files.createTempFile("rows", ".tsv");
    try {
      write(activity, rows);
      String url = server.url() + "?user=" + TestDatabases.ADMIN;
      switch (server) {
        case POSTGRESQL -> fillPostgresql(url, rows);
        case MARIADB -> fillMariadb(url, rows);
      }
      return url;
    } finally {
      Files.delete(rows);
    }
  }

  private static void fillPostgresql(String url, Path rows) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        InputStream in = Files.newInputStream(rows)) {
      statement.execute("SET TIME ZONE 'UTC'");
      statement.execute(ActivityLines.createTable("TIMESTAMPTZ"));
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY activity FROM STDIN", in);
      statement.execute("ALTER TABLE activity ADD PRIMARY KEY (n)");
      statement.execute("ANALYZE activity");
    }
  }

  private static void fillMariadb(String url, Path rows) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url + "&allowLocalInfile=true");
        Statement statement = connection.createStatement()) {
      statement.execute("SET time_zone = '+00:00'");
      statement.execute(ActivityLines.createTable("TIMESTAMP(3) NULL") + " CHARACTER SET utf8mb4");
      statement.execute(
          "LOAD DATA LOCAL INFILE '" + rows + "' INTO TABLE activity CHARACTER SET utf8mb4");
      statement.execute("ALTER TABLE activity ADD PRIMARY KEY (n)");
    }
  }

  private static void write(Path activity, Path rows) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(activity, UTF_8);
        Writer out = Files.newBufferedWriter(rows, UTF_8)) {
      long n = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank()) {
          out.write(ActivityLines.tabbed(++n, line));
        }
      }
    }
  }
}
