package io.github.mailmodosource.sandbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows into the tables of their events and into {@code tracks}, as Segment lays them out.
 * Not thread-safe.
 */
final class WarehouseConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WarehouseConnection.class);
  private static final String TRACKS = "tracks";

  private final WarehouseSettings settings;
  private final SqlDialect dialect;
  private final Map<String, WarehouseTable> tables = new HashMap<>();
  private Connection connection;

  private WarehouseConnection(WarehouseSettings settings, Connection connection) {
    this.settings = settings;
    this.connection = connection;
    dialect = SqlDialect.of(settings.url());
  }

  /** Connects, and makes the schema if it is not there. */
  static WarehouseConnection open(WarehouseSettings settings) throws SQLException {
    WarehouseConnection opened = new WarehouseConnection(settings, connect(settings));
    try (Statement statement = opened.connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + opened.dialect.quoted(settings.schema()));
      opened.connection.commit();
    }
    return opened;
  }

  private static Connection connect(WarehouseSettings settings) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty(SqlDialect.of(settings.url()).manyAtOnce(), "true");
    if (settings.user() != null) {
      properties.setProperty("user", settings.user());
    }
    if (settings.password() != null) {
      properties.setProperty("password", settings.password());
    }
    Connection connection = DriverManager.getConnection(settings.url(), properties);
    connection.setAutoCommit(false);
    return connection;
  }

  /**
   * Writes all rows or, if it fails, none.
   *
   * @param rows by their ids
   * @return how many were written; the ids of the others stand there already
   */
  int write(Map<String, EventRow> rows) throws SQLException {
    Map<String, Map<String, EventRow>> byTable = new LinkedHashMap<>();
    rows.forEach(
        (id, row) ->
            byTable.computeIfAbsent(row.table(), table -> new LinkedHashMap<>()).put(id, row));
    List<Map<String, Object>> tracks = new ArrayList<>();
    for (Map.Entry<String, Map<String, EventRow>> entry : byTable.entrySet()) {
      WarehouseTable table = table(entry.getKey());
      Map<String, EventRow> fresh = entry.getValue();
      Set<String> there = table.known(connection, fresh.keySet());
      fresh.keySet().removeAll(there);
      List<Map<String, Object>> wide = new ArrayList<>();
      for (EventRow row : fresh.values()) {
        Map<String, Object> all = new LinkedHashMap<>(row.common());
        all.putAll(row.own());
        wide.add(all);
        tracks.add(row.common());
      }
      insert(table, wide);
    }
    insert(table(TRACKS), tracks);
    connection.commit();
    return tracks.size();
  }

  private void insert(WarehouseTable table, List<Map<String, Object>> rows) throws SQLException {
    table.grow(connection, rows);
    table.insert(connection, rows);
  }

  private WarehouseTable table(String name) throws SQLException {
    WarehouseTable table = tables.get(name);
    if (table == null) {
      table = WarehouseTable.open(connection, dialect, settings.schema(), name);
      tables.put(name, table);
    }
    return table;
  }

  /** After a failure: whether the connection can be used on. If not, a new one is tried. */
  boolean outlived() {
    // What a table looks like may have been rolled back.
    tables.clear();
    try {
      connection.rollback();
      if (connection.isValid(1)) {
        return true;
      }
    } catch (SQLException lost) {
      LOG.debug("the warehouse's connection is lost", lost);
    }
    close();
    try {
      connection = connect(settings);
    } catch (SQLException e) {
      LOG.warn("the warehouse cannot be reached: {}", firstLine(e));
    }
    return false;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("the warehouse's connection cannot be closed", e);
    }
  }

  /** The rest of a driver's message may quote values. */
  static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getSQLState());
  }
}
