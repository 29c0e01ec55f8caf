package io.github.mailmodosource.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one statement. When the connection is lost, the statement is run again if no row of
 * it has been read, and else read on behind the last row where there is a {@link Continuation};
 * where there is none, reading fails with one clear line. Not thread-safe.
 */
public final class StatementRows implements AutoCloseable {
  private final PatientConnection connection;
  private final Database database;
  private final String sql;
  private final @Nullable Continuation continuation;
  private final StatementParameters parameters;
  private final int fetchRows;
  private @Nullable PreparedStatement statement;
  private @Nullable ResultSet rows;
  private int column;
  private boolean begun;
  private boolean ended;
  private @Nullable Long last;

  /**
   * Runs the statement.
   *
   * @param continuation null if the statement cannot be read on behind a row
   * @param fetchRows how many rows the driver holds at a time
   * @throws SQLException if the database refuses the statement; a connection that is lost is left
   *     to {@link #next}
   */
  public StatementRows(
      PatientConnection connection,
      String sql,
      @Nullable Continuation continuation,
      StatementParameters parameters,
      int fetchRows)
      throws SQLException {
    this.connection = connection;
    this.database = connection.database();
    this.sql = sql;
    this.continuation = continuation;
    this.parameters = parameters;
    this.fetchRows = fetchRows;
    try {
      rows = execute(null);
    } catch (SQLException e) {
      if (!SqlFailure.isConnectionLost(e)) {
        throw e;
      }
    }
  }

  /**
   * Moves on to the next row.
   *
   * @return false if there is none
   * @throws io.github.mailmodosource.failure.JobStoppedException with one clear line
   */
  public boolean next() {
    if (ended) {
      // Not every driver can be asked for a next row behind the last.
      return false;
    }
    boolean isRow;
    try {
      isRow = rows == null ? database.patiently(this::executeAnew) : advance(rows);
    } catch (SQLException e) {
      if (!SqlFailure.isConnectionLost(e) || (begun && last == null)) {
        throw database.failure(e);
      }
      isRow = database.patiently(this::executeAnew);
    }
    ended = !isRow;
    begun = true;
    return isRow;
  }

  /** The driver's own rows at the current one; others after a call of {@link #next}. */
  public ResultSet current() {
    return Objects.requireNonNull(rows, "next() comes first");
  }

  /** Ends the statement; the connection stays. */
  @Override
  public void close() throws SQLException {
    if (statement != null) {
      statement.close();
    }
  }

  private boolean executeAnew() throws SQLException {
    connection.reconnect();
    ResultSet anew = execute(last);
    rows = anew;
    column = 0;
    return advance(anew);
  }

  /**
   * Runs the statement on the connection that there is.
   *
   * @param behind null for all rows, else for those behind this value of the continuation's column
   */
  private ResultSet execute(@Nullable Long behind) throws SQLException {
    PreparedStatement prepared;
    if (behind == null || continuation == null) {
      prepared = prepare(sql);
      parameters.set(prepared);
    } else {
      prepared = prepare(continuation.sql());
      prepared.setLong(parameters.set(prepared) + 1, behind);
    }
    return prepared.executeQuery();
  }

  private PreparedStatement prepare(String text) throws SQLException {
    PreparedStatement prepared = connection.prepare(text);
    statement = prepared;
    prepared.setFetchSize(fetchRows);
    return prepared;
  }

  private boolean advance(ResultSet open) throws SQLException {
    boolean isRow = open.next();
    if (isRow && continuation != null) {
      column = column == 0 ? open.findColumn(continuation.column()) : column;
      last = open.getLong(column);
    }
    return isRow;
  }
}
