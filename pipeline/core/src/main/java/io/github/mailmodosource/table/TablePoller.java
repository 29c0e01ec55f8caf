package io.github.mailmodosource.table;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.jdbc.Dialect;
import io.github.mailmodosource.jdbc.SqlFailure;
import io.github.mailmodosource.rows.PieceQueue;
import io.github.mailmodosource.table.PollPiece.End;
import io.github.mailmodosource.table.PollPiece.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls a table, again and again, in a thread of its own, and puts what it finds into a queue. */
final class TablePoller {
  /** About a hundred rows, as blocks of watched files are. */
  static final int BLOCK_BYTES = 32 << 10;

  /** How long a statement is kept open whose rows nobody takes. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(TablePoller.class);

  private final PolledTable table;
  private final Database database;
  private final CursorQuery query;
  private final PollPosition position;
  private final PollMemory memory;
  private final PieceQueue<PollPiece> queue;
  private final Duration patience;
  private volatile @Nullable Connection open;
  private volatile boolean closed;

  /**
   * A poller.
   *
   * @param position up to which rows have been read, for this poller alone
   */
  TablePoller(
      PolledTable table,
      PollPosition position,
      PollMemory memory,
      PieceQueue<PollPiece> queue,
      Duration patience) {
    this.table = table;
    database = table.layout().database();
    query = table.query();
    this.position = position;
    this.memory = memory;
    this.queue = queue;
    this.patience = patience;
  }

  /** Polls until it is closed. */
  void run() throws InterruptedException {
    Long next = memory.next();
    while (!closed) {
      if (next != null) {
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      }
      next = poll();
    }
  }

  /** Ends a statement that a database is busy with. */
  void close() {
    closed = true;
    Connection busy = open;
    if (busy != null) {
      end(busy);
    }
  }

  /** Polls once, and returns when to poll again; null for at once. */
  private @Nullable Long poll() throws InterruptedException {
    long begun = System.nanoTime();
    Slice slice = null;
    try (Connection connection = database.connect()) {
      open = connection;
      if (closed) {
        return null;
      }
      limitWaiting(connection);
      slice = slice(connection);
      if (slice != null) {
        read(connection, slice);
      }
      if (slice == null || slice.held == null) {
        tellRowsWithoutValue(connection);
      }
    } catch (SQLException e) {
      if (slice == null || slice.held == null) {
        return failed(database.failure(e));
      }
      // The connection was given up.
    } catch (JobStoppedException e) {
      return failed(e);
    } finally {
      open = null;
    }
    if (slice != null && slice.held != null) {
      queue.put(slice.held);
      return null;
    }
    if (memory.isFailing()) {
      LOG.info("{}: polling goes on", table.name());
    }
    memory.polled();
    long next = begun + table.interval().toNanos();
    queue.put(new End(position.rows(), next, slice == null ? null : slice.lag()));
    return next;
  }

  private @Nullable Long failed(JobStoppedException e) throws InterruptedException {
    if (closed) {
      return null;
    }
    Duration pause = memory.failed(table.interval());
    LOG.warn(
        "{}: a poll failed and is tried again in {} s: {}",
        table.name(),
        Math.max(1, pause.toSeconds()),
        e.getMessage());
    long next = System.nanoTime() + pause.toNanos();
    queue.put(new End(null, next, null));
    return next;
  }

  /** What a poll reads, and what could not be put of it. */
  private static final class Slice {
    private final SqlValue end;
    private final @Nullable Instant now;
    private final Duration lagThen;
    private final long at;
    private @Nullable Rows held;

    Slice(SqlValue end, @Nullable Instant now, Duration lagThen, long at) {
      this.end = end;
      this.now = now;
      this.lagThen = lagThen;
      this.at = at;
    }

    /** How far behind now all rows are read. */
    Duration lag() {
      return lagThen.plusNanos(System.nanoTime() - at);
    }
  }

  /** Up to where to read; null if nothing is settled. */
  private @Nullable Slice slice(Connection connection) throws SQLException, InterruptedException {
    long asked = System.nanoTime();
    if (query.isTime()) {
      Instant now = database.url().dialect().now(connection);
      Instant settled = now.minus(table.lag());
      SqlValue end = table.times().settled(settled);
      followClock(memory.clock.setBackTo(now, asked, System.nanoTime()), settled, end);
      return new Slice(end, now, table.lag(), asked);
    }
    SqlValue greatest = greatest(connection);
    long answered = System.nanoTime();
    if (greatest != null) {
      // The lag counts from the answer on: until then transactions may have taken lower numbers.
      memory.numbers.see(greatest, answered, table.lag());
    }
    SeenNumbers.Seen settled = memory.numbers.settled(asked, table.lag());
    return settled == null
        ? null
        : new Slice(settled.greatest(), null, Duration.ofNanos(asked - settled.nanos()), asked);
  }

  /** Goes back with a clock that was set back, by more than the lag. */
  private void followClock(@Nullable Instant setBackTo, Instant settled, SqlValue end)
      throws InterruptedException {
    SqlValue value = position.value();
    if (value == null) {
      return;
    }
    CursorTimes times = table.times();
    Instant read = times.instant(value);
    Instant back = setBackTo;
    if (back == null && !read.isBefore(times.instant(end))) {
      // It was set back while nobody looked.
      back = settled;
    }
    if (back == null || !back.isBefore(read)) {
      return;
    }
    LOG.warn(
        "{}: the database's clock was set back, or the lag is longer than before; polling goes on"
            + " from {}, and rows behind it that have been sent are read again and are duplicates",
        table.name(),
        back);
    PollPass pass = new PollPass(position, false);
    pass.begin(times.settled(back));
    queue.put(new Rows(null, pass.step(), null));
  }

  private @Nullable SqlValue greatest(Connection connection) throws SQLException {
    try (PreparedStatement statement = prepare(connection, query.greatest());
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? query.value(rows, 1) : null;
    }
  }

  private void read(Connection connection, Slice slice) throws SQLException, InterruptedException {
    SqlValue value = position.value();
    SqlValue from = value == null ? query.since() : value;
    boolean behind = value != null && allAreKnown(connection, value);
    PollPass pass = new PollPass(position, behind);
    List<SqlValue> values = new ArrayList<>(query.values());
    if (from != null) {
      values.add(from);
    }
    values.add(slice.end);
    // PostgreSQL's driver streams only so; others do not mind.
    connection.setAutoCommit(false);
    String sql = from == null ? query.start() : behind ? query.behind() : query.from();
    try (PreparedStatement statement = prepare(connection, sql)) {
      statement.setFetchSize(ReadTable.FETCH_ROWS);
      new TablePartition(values).set(statement);
      boolean ended = false;
      try (ResultSet rows = statement.executeQuery()) {
        pass(rows, pass, slice);
        ended = slice.held == null;
      } finally {
        if (!ended) {
          // Some drivers read all that is left before they close.
          end(connection);
        }
      }
    }
    if (slice.held == null) {
      position.setRows(pass.rows());
    }
  }

  private void pass(ResultSet rows, PollPass pass, Slice slice)
      throws SQLException, InterruptedException {
    TableBlock block = table.layout().block(rows.getMetaData(), BLOCK_BYTES);
    int cursor = rows.findColumn(query.column());
    while (rows.next()) {
      SqlValue value = value(rows, cursor);
      byte[] line = block.line(rows);
      if (pass.isNew(value, line)) {
        block.add(line);
      }
      if (block.isFull() && !put(block, pass, slice)) {
        return;
      }
    }
    if (!block.isEmpty()) {
      put(block, pass, slice);
    }
  }

  /** A value that cannot be read costs its place, and its cell, but not its row. */
  private @Nullable SqlValue value(ResultSet rows, int cursor) throws SQLException {
    try {
      return query.value(rows, cursor);
    } catch (SQLException e) {
      if (SqlFailure.isConnectionLost(e)) {
        throw e;
      }
      return null;
    }
  }

  private boolean put(TableBlock block, PollPass pass, Slice slice) throws InterruptedException {
    PollPosition.Step step = pass.step();
    SqlValue last = step.value();
    Duration lag =
        slice.now == null || last == null
            ? null
            : Duration.between(table.times().instant(last), slice.now);
    Rows rows = new Rows(block.take(), step, lag);
    if (queue.offer(rows, patience)) {
      return true;
    }
    slice.held = rows;
    return false;
  }

  /** Whether a value has as many rows as it had, where they are too many to be remembered. */
  private boolean allAreKnown(Connection connection, SqlValue value) throws SQLException {
    if (!position.isFull()) {
      return false;
    }
    List<SqlValue> values = new ArrayList<>(query.values());
    values.add(value);
    return number(connection, query.equal(), values) == position.rows();
  }

  private void tellRowsWithoutValue(Connection connection) {
    String count = query.withoutValue();
    if (count == null || !memory.isTimeToCount()) {
      return;
    }
    try {
      long rows = number(connection, count, query.values());
      if (memory.setRowsWithoutValue(rows)) {
        LOG.warn(
            "{}: cursor column \"{}\" is NULL in {} of {}; these are never read",
            table.name(),
            query.column(),
            rows == 1 ? "1 row" : rows + " rows",
            table.layout().source());
      }
    } catch (SQLException e) {
      LOG.warn(
          "{}: the rows without a value in the cursor column cannot be counted: {}",
          table.name(),
          database.failure(e).getMessage());
    }
  }

  private long number(Connection connection, String sql, List<SqlValue> values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql)) {
      new TablePartition(values).set(statement);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    Dialect dialect = database.url().dialect();
    dialect.limit(statement, database.statementTimeout());
    return statement;
  }

  /** A network that loses an answer without a word must not hold up polls for ever. */
  private void limitWaiting(Connection connection) {
    long millis = database.statementTimeout().plus(patience).toMillis();
    try {
      connection.setNetworkTimeout(Runnable::run, (int) Math.min(millis, Integer.MAX_VALUE));
    } catch (SQLException notSupported) {
      // Then it is up to the URL.
    }
  }

  private static void end(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException gone) {
      // That is what it should be.
    }
  }
}
