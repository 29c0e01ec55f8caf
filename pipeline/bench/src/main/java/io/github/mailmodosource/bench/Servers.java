package io.github.mailmodosource.bench;

import io.github.mailmodosource.bench.servers.ActivityDatabase;
import io.github.mailmodosource.bench.servers.LightServer;
import io.github.mailmodosource.bench.servers.Warehouse;
import io.github.mailmodosource.servers.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the jobs talk to. The databases end with this JVM. */
final class Servers implements AutoCloseable {
  private final LightServer light = LightServer.start();
  private final Map<Job, String> databases = new EnumMap<>(Job.class);
  private @Nullable Warehouse warehouse;

  Servers() throws IOException {}

  LightServer light() {
    return light;
  }

  /** An empty warehouse, and an address that fills it. */
  Warehouse startWarehouse() throws IOException, SQLException {
    warehouse = Warehouse.start();
    return warehouse;
  }

  Warehouse warehouse() {
    if (warehouse == null) {
      throw new IllegalStateException("no warehouse was started");
    }
    return warehouse;
  }

  /** Starts the database that a job reads its activity from, and fills it. */
  void fillDatabase(Job job, Path activity) throws IOException, SQLException {
    TestDatabases server = job == Job.MARIADB ? TestDatabases.MARIADB : TestDatabases.POSTGRESQL;
    databases.put(job, ActivityDatabase.fill(server, activity));
  }

  /** Its JDBC URL. */
  String database(Job job) {
    String url = databases.get(job);
    if (url == null) {
      throw new IllegalStateException("no database was started for " + job.title);
    }
    return url;
  }

  @Override
  public void close() throws SQLException {
    light.close();
    if (warehouse != null) {
      warehouse.close();
    }
  }
}
