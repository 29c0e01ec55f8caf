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
 * only the name.
 */
final class Guard implements InvocationHandler {
  private final Database database;
  private final Object target;
  private boolean ended;

  private Guard(Database database, Object target) {
    this.database = database;
    this.target = target;
  }

  /** Connections that try long enough to come about, and only read. */
  static DataSource dataSource(Database database) {
    InvocationHandler connects =
        (proxy, method, arguments) ->
            method.getName().equals("getConnection")
                ? guarded(Connection.class, database, database.connectPatiently())
                : database.url().toString();
    return (DataSource)
        Proxy.newProxyInstance(
            Guard.class.getClassLoader(), new Class<?>[] {DataSource.class}, connects);
  }

  private static Object guarded(Class<?> type, Database database, Object target) {
    return Proxy.newProxyInstance(
        Guard.class.getClassLoader(), new Class<?>[] {type}, new Guard(database, target));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (ended) {
      // Not every driver can be asked for a next row behind the last.
      if (method.getName().equals("next")) {
        return false;
      }
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
    boolean isGuarded = type == PreparedStatement.class || type == ResultSet.class;
    return result != null && isGuarded ? guarded(type, database, result) : result;
  }
}
