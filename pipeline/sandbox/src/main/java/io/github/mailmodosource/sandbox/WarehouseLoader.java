package io.github.mailmodosource.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * An event on its way.
   *
   * @param first whether its id had never come before
   */
  record Arrival(EventStore.Stored event, boolean first, Instant receivedAt, Instant sentAt) {}

  private final WarehouseConnection connection;
  private final Loss loss;
  private final BlockingQueue<Arrival> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong offered = new AtomicLong();
  private final AtomicLong loaded = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong known = new AtomicLong();
  private final AtomicLong ignored = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Thread thread = new Thread(this::run, "sandbox-warehouse");
  private volatile boolean closing;

  private WarehouseLoader(WarehouseSettings settings, WarehouseConnection connection) {
    this.connection = connection;
    loss = new Loss(settings);
  }

  /**
   * Connects, makes the schema if it is not there, and begins.
   *
   * @throws IllegalArgumentException says in one line why the database cannot be used
   */
  static WarehouseLoader start(WarehouseSettings settings) {
    try {
      WarehouseLoader loader = new WarehouseLoader(settings, WarehouseConnection.open(settings));
      loader.thread.setDaemon(true);
      loader.thread.start();
      return loader;
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          "--warehouse cannot be used: " + WarehouseConnection.firstLine(e), e);
    }
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
      connection.close();
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
        if (connection.outlived()) {
          loadOneByOne(rows, e);
          return;
        }
        if (closing) {
          failed.addAndGet(rows.size());
          LOG.warn("{} events were not loaded: {}", rows.size(), WarehouseConnection.firstLine(e));
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
      LOG.warn("an event was not loaded: {}", WarehouseConnection.firstLine(cause));
      return;
    }
    rows.forEach(
        (id, row) -> {
          try {
            write(Map.of(id, row));
          } catch (SQLException e) {
            failed.incrementAndGet();
            LOG.warn("an event was not loaded: {}", WarehouseConnection.firstLine(e));
            connection.outlived();
          }
        });
  }

  private void write(Map<String, EventRow> rows) throws SQLException {
    int written = connection.write(rows);
    loaded.addAndGet(written);
    known.addAndGet(rows.size() - written);
  }
}
