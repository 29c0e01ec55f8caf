package io.github.mailmodosource.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stands between JdbcIO and a driver, and turns what the driver throws into the one line that the
 * user reads: JdbcIO hands a driver's exceptions on as they are, and a remote Flink keeps of them
 * only the name. It also knows the statement: JdbcIO prints a part of any that it understands to
 * standard output (JdbcUtil.extractTableFromReadQuery), so JdbcIO is not told.
 */
final class Guard implements InvocationHandler {
  private final Database database;
  private final String sql;
  private final Object target;
  private boolean ended;

  private Guard(Database database, String sql, Object target) {
    this.database = database;
    this.sql = sql;
    this.target = target;
  }

  /** Connections that try long enough to come about, only read, and prepare only this statement. */
  static DataSource dataSource(Database database, String sql) {
    Guard factory = new Guard(database, sql, database);
    InvocationHandler connects =
        (proxy, method, arguments) ->
            method.getName().equals("getConnection")
                ? factory.guarded(Connection.class, database.connectPatiently())
                : database.url().toString();
    return (DataSource)
        Proxy.newProxyInstance(
            Guard.class.getClassLoader(), new Class<?>[] {DataSource.class}, connects);
  }

  private Object guarded(Class<?> type, Object behind) {
    return Proxy.newProxyInstance(
        Guard.class.getClassLoader(), new Class<?>[] {type}, new Guard(database, sql, behind));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (ended && method.getName().equals("next")) {
      // Not every driver can be asked for a next row behind the last.
      return false;
    }
    if (arguments != null && method.getName().equals("prepareStatement")) {
      arguments[0] = sql;
    }
    try {
      Object result = method.invoke(target, arguments);
      if (target instanceof ResultSet && method.getName().equals("next")) {
        ended = Boolean.FALSE.equals(result);
      }
      return guardedResult(method.getReturnType(), result);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException failure && !isOfOneValue(method)) {
        throw database.failure(failure);
      }
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  /**
   * A value that cannot be read costs its row, not the job; one that cannot be set is set in
   * another way.
   */
  private boolean isOfOneValue(Method method) {
    return (target instanceof ResultSet && method.getName().startsWith("get"))
        || (target instanceof PreparedStatement && method.getName().startsWith("set"));
  }

  private @Nullable Object guardedResult(Class<?> type, @Nullable Object result) {
    if (result instanceof PreparedStatement statement) {
      database.limit(statement);
    }
    boolean isGuarded = type == PreparedStatement.class || type == ResultSet.class;
    return result != null && isGuarded ? guarded(type, result) : result;
  }
}
