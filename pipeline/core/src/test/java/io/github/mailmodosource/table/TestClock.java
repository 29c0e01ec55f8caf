package io.github.mailmodosource.table;

import io.github.mailmodosource.servers.TestDatabases;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A server's clock that a test sets: what {@code now()} says to who connects through {@link #url}
 * as {@link TestDatabases#USER}. Set it before it is asked, and {@linkplain #close() let it go}.
 */
final class TestClock implements AutoCloseable {
  private final TestDatabases server;
  private final String schema;

  TestClock(TestDatabases server, Instant time) {
    this.server = server;
    schema = TestDatabases.newSchemaName();
    if (server == TestDatabases.POSTGRESQL) {
      server.execute(
          "CREATE SCHEMA " + schema,
          "CREATE TABLE " + schema + ".clock (at TIMESTAMPTZ)",
          "INSERT INTO " + schema + ".clock VALUES (NULL)",
          "CREATE FUNCTION "
              + schema
              + ".now() RETURNS TIMESTAMPTZ LANGUAGE sql AS 'SELECT at FROM "
              + schema
              + ".clock'");
    }
    set(time);
  }

  void set(Instant time) {
    if (server == TestDatabases.POSTGRESQL) {
      server.execute("UPDATE " + schema + ".clock SET at = '" + time + "'");
    } else {
      BigDecimal seconds =
          BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
      server.execute("SET GLOBAL init_connect = 'SET timestamp = " + seconds.toPlainString() + "'");
    }
  }

  String url() {
    return server == TestDatabases.POSTGRESQL
        ? server.url() + "?currentSchema=" + schema + ",pg_catalog,public"
        : server.url();
  }

  @Override
  public void close() {
    if (server == TestDatabases.MARIADB) {
      server.execute("SET GLOBAL init_connect = ''");
    }
  }
}
