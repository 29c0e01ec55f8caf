package io.github.mailmodosource.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that remembers what was set, so that another connection can run it again. */
final class GuardedStatement implements InvocationHandler {
  private final Guard guard;
  private final List<Setting> settings = new ArrayList<>();
  private PreparedStatement statement;

  /** A fetch size, a parameter. */
  private record Setting(Method method, Object[] arguments) {
    boolean isParameter() {
      return arguments.length > 1;
    }
  }

  GuardedStatement(Guard guard) throws SQLException {
    this.guard = guard;
    statement = guard.prepare(guard.sql());
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().startsWith("set") && arguments != null) {
      // What a driver cannot set, the caller sets in another way: its exception goes through.
      Object result = Guard.call(method, statement, arguments);
      settings.add(new Setting(method, arguments));
      return result;
    }
    try {
      return method.getName().equals("executeQuery")
          ? Guard.proxy(ResultSet.class, new GuardedRows(this, guard))
          : Guard.call(method, statement, arguments);
    } catch (SQLException e) {
      throw guard.database().failure(e);
    }
  }

  ResultSet execute() throws SQLException {
    return statement.executeQuery();
  }

  /**
   * Runs the statement again on a new connection.
   *
   * @param behind null for all rows, else for those behind this value of the continuation's column
   */
  ResultSet executeAnew(@Nullable Long behind) throws SQLException {
    guard.reconnect();
    Continuation continuation = guard.continuation();
    if (behind == null || continuation == null) {
      prepareAnew(guard.sql());
    } else {
      prepareAnew(continuation.sql());
      int parameters = (int) settings.stream().filter(Setting::isParameter).count();
      statement.setLong(parameters + 1, behind);
    }
    return statement.executeQuery();
  }

  private void prepareAnew(String sql) throws SQLException {
    statement = guard.prepare(sql);
    for (Setting setting : settings) {
      set(setting);
    }
  }

  private void set(Setting setting) throws SQLException {
    try {
      Guard.call(setting.method(), statement, setting.arguments());
    } catch (SQLException | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a setter of JDBC throws only an SQLException", e);
    }
  }
}
