package io.github.mailmodosource.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one part. When the connection is lost, the part is begun again if no row of it has
 * been read, and else read on behind the last one where there is a {@link Continuation}; where
 * there is none, it fails. {@link ResultSet#unwrap} gives the driver's own rows, until the next
 * call of {@link ResultSet#next}: a cell is not worth a detour.
 */
final class GuardedRows implements InvocationHandler {
  private final GuardedStatement statement;
  private final Database database;
  private final @Nullable Continuation continuation;
  private @Nullable ResultSet rows;
  private int column;
  private boolean begun;
  private boolean ended;
  private @Nullable Long last;

  GuardedRows(GuardedStatement statement, Guard guard) throws SQLException {
    this.statement = statement;
    database = guard.database();
    continuation = guard.continuation();
    try {
      rows = statement.execute();
    } catch (SQLException e) {
      if (!SqlFailure.isConnectionLost(e)) {
        throw e;
      }
      // The first call of next() tries again.
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("next")) {
      return next();
    }
    ResultSet open = rows;
    if (open == null) {
      return null;
    }
    if (method.getName().equals("unwrap")) {
      return open;
    }
    try {
      return Guard.call(method, open, arguments);
    } catch (SQLException e) {
      // A value that cannot be read costs its row, not the job.
      throw method.getName().startsWith("get") ? e : database.failure(e);
    }
  }

  private boolean next() {
    if (ended) {
      // Not every driver can be asked for a next row behind the last.
      return false;
    }
    boolean isRow;
    try {
      isRow = rows == null ? database.patiently(this::beginAnew) : advance(rows);
    } catch (SQLException e) {
      if (!SqlFailure.isConnectionLost(e) || (begun && last == null)) {
        throw database.failure(e);
      }
      isRow = database.patiently(this::beginAnew);
    }
    ended = !isRow;
    begun = true;
    return isRow;
  }

  private boolean beginAnew() throws SQLException {
    rows = statement.executeAnew(last);
    column = 0;
    return advance(rows);
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
