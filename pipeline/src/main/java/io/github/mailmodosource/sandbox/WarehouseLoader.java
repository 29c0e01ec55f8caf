package io.github.mailmodosource.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads accepted events into a database in the background, as Segment loads a warehouse: a table
 * for each event and {@code tracks}, without the ids that stand there already.
 *
 * <p>An event that the database refuses is counted and left out; a database that does not answer is
 * tried again until the sandbox is stopped. While the database is slower than the sender, the
 * sender waits for its answer once {@value #MOST_WAITING} events wait.
 */
final class WarehouseLoader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WarehouseLoader.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_WAITING = 20_000;
  private static final int BATCH = 1_000;
  private static final long PAUSE_MS = 500;
  private static final String TRACKS = "tracks";

  /**
   * An event on its way.
   *
   * @param first whether its id had never come before
   */
  record Arrival(EventStore.Stored event, boolean first, Instant receivedAt, Instant sentAt) {}

  private final WarehouseSettings settings;
  private final SqlDialect dialect;
  private final Loss loss;
  private final BlockingQueue<Arrival> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Map<String, WarehouseTable> tables = new HashMap<>();
  private final AtomicLong offered = new AtomicLong();
  private final AtomicLong loaded = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong known = new AtomicLong();
  private final AtomicLong ignored = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Thread thread = new Thread(this::run, "sandbox-warehouse");
  private Connection connection;
  private volatile boolean closing;

  private WarehouseLoader(WarehouseSettings settings, Connection connection) {
    this.settings = settings;
    this.connection = connection;
    dialect = SqlDialect.of(settings.url());
    loss = new Loss(settings);
  }

  /**
   * Connects, makes the schema if it is not there, and begins.
   *
   * @throws IllegalArgumentException says in one line why the database cannot be used
   */
  static WarehouseLoader start(WarehouseSettings settings) {
    try {
      Connection connection = connect(settings);
      SqlDialect dialect = SqlDialect.of(settings.url());
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + dialect.quoted(settings.schema()));
        connection.commit();
      }
      WarehouseLoader loader = new WarehouseLoader(settings, connection);
      loader.thread.setDaemon(true);
      loader.thread.start();
      return loader;
    } catch (SQLException e) {
      throw new IllegalArgumentException("--warehouse cannot be used: " + firstLine(e), e);
    }
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

  /** Takes an accepted event; waits while too many wait. */
  void offer(Arrival arrival) {
    offered.incrementAndGet();
    try {
      queue.put(arrival);
    } catch (InterruptedException e) {
      failed.incrementAndGet();
      Thread.currentThread().interrupt();
    }
  }

  WarehouseStats stats() {
    long ended = loaded.get() + lost.get() + known.get() + ignored.get() + failed.get();
    // Read afterwards: an event that comes meanwhile waits, it is not counted below 0.
    long waiting = offered.get() - ended;
    return new WarehouseStats(
        loaded.get(), waiting, lost.get(), known.get(), ignored.get(), failed.get());
  }

  /** Loads what waits, and ends. Nothing may be offered any more. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing || !queue.isEmpty()) {
        Arrival first = queue.poll(50, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<Arrival> batch = new ArrayList<>();
          batch.add(first);
          queue.drainTo(batch, BATCH - 1);
          load(rows(batch));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      disconnect();
    }
  }

  /** What of the batch is to be loaded, once each. */
  private Map<String, EventRow> rows(List<Arrival> batch) {
    Map<String, EventRow> rows = new LinkedHashMap<>();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    for (Arrival arrival : batch) {
      EventRow row = row(arrival, now);
      if (row == null) {
        ignored.incrementAndGet();
      } else if (arrival.first() && loss.takes(row)) {
        lost.incrementAndGet();
      } else if (rows.putIfAbsent(row.id(), row) != null) {
        known.incrementAndGet();
      }
    }
    return rows;
  }

  private static @Nullable EventRow row(Arrival arrival, Instant now) {
    try {
      return EventRow.of(
          JSON.readTree(arrival.event().payload()), arrival.receivedAt(), arrival.sentAt(), now);
    } catch (IOException e) {
      throw new IllegalStateException("an event that was accepted cannot be read", e);
    }
  }

  private void load(Map<String, EventRow> rows) throws InterruptedException {
    while (true) {
      try {
        write(rows);
        return;
      } catch (SQLException e) {
        if (outlived()) {
          loadOneByOne(rows, e);
          return;
        }
        if (closing) {
          failed.addAndGet(rows.size());
          LOG.warn("{} events were not loaded: {}", rows.size(), firstLine(e));
          return;
        }
        Thread.sleep(PAUSE_MS);
      }
    }
  }

  /** So that one row that the database does not take costs itself alone. */
  private void loadOneByOne(Map<String, EventRow> rows, SQLException cause) {
    if (rows.size() == 1) {
      failed.incrementAndGet();
      LOG.warn("an event was not loaded: {}", firstLine(cause));
      return;
    }
    rows.forEach(
        (id, row) -> {
          try {
            write(Map.of(id, row));
          } catch (SQLException e) {
            failed.incrementAndGet();
            LOG.warn("an event was not loaded: {}", firstLine(e));
            outlived();
          }
        });
  }

  private void write(Map<String, EventRow> rows) throws SQLException {
    Map<String, Map<String, EventRow>> byTable = new LinkedHashMap<>();
    rows.forEach(
        (id, row) ->
            byTable.computeIfAbsent(row.table(), table -> new LinkedHashMap<>()).put(id, row));
    List<Map<String, Object>> tracks = new ArrayList<>();
    int found = 0;
    for (Map.Entry<String, Map<String, EventRow>> entry : byTable.entrySet()) {
      WarehouseTable table = table(entry.getKey());
      Map<String, EventRow> fresh = entry.getValue();
      Set<String> there = table.known(connection, fresh.keySet());
      fresh.keySet().removeAll(there);
      found += there.size();
      List<Map<String, Object>> wide = new ArrayList<>();
      for (EventRow row : fresh.values()) {
        Map<String, Object> all = new LinkedHashMap<>(row.common());
        all.putAll(row.own());
        wide.add(all);
        tracks.add(row.common());
      }
      table.grow(connection, wide);
      table.insert(connection, wide);
    }
    WarehouseTable all = table(TRACKS);
    all.grow(connection, tracks);
    all.insert(connection, tracks);
    connection.commit();
    loaded.addAndGet(tracks.size());
    known.addAndGet(found);
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
  private boolean outlived() {
    // What a table looks like may have been rolled back.
    tables.clear();
    try {
      connection.rollback();
      if (connection.isValid(1)) {
        return true;
      }
      disconnect();
      connection = connect(settings);
    } catch (SQLException e) {
      try {
        disconnect();
        connection = connect(settings);
      } catch (SQLException again) {
        LOG.warn("the warehouse cannot be reached: {}", firstLine(again));
      }
    }
    return false;
  }

  private void disconnect() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("the warehouse's connection cannot be closed", e);
    }
  }

  /** The rest of a driver's message may quote values. */
  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getSQLState());
  }
}
