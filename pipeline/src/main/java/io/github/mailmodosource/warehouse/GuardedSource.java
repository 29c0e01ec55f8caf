package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.database.Database;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections, statements and results whose failures are one clear line for the user: JdbcIO asks
 * them, and would let an {@link SQLException} through as if it were a bug.
 */
final class GuardedSource implements InvocationHandler {
  private static final List<Class<?>> GUARDED = List.of(PreparedStatement.class, ResultSet.class);

  private final Database database;
  private final Object target;

  private GuardedSource(Database database, Object target) {
    this.database = database;
    this.target = target;
  }

  static DataSource of(Database database) {
    InvocationHandler connects =
        (proxy, method, arguments) ->
            method.getName().equals("getConnection")
                ? guarded(database, Connection.class, database.connectPatiently())
                : database.url().toString();
    return (DataSource)
        Proxy.newProxyInstance(
            GuardedSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, connects);
  }

  /** The result as its driver has it: a cell is not worth a detour. */
  static ResultSet bare(ResultSet rows) {
    return Proxy.isProxyClass(rows.getClass())
            && Proxy.getInvocationHandler(rows) instanceof GuardedSource guard
        ? (ResultSet) guard.target
        : rows;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      Object result = method.invoke(target, arguments);
      if (result instanceof PreparedStatement statement) {
        database.limit(statement);
      }
      Class<?> type = method.getReturnType();
      return result != null && GUARDED.contains(type) ? guarded(database, type, result) : result;
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof SQLException failure) {
        throw database.failure(failure);
      }
      throw cause == null ? e : cause;
    }
  }

  private static Object guarded(Database database, Class<?> type, Object target) {
    return Proxy.newProxyInstance(
        GuardedSource.class.getClassLoader(),
        new Class<?>[] {type},
        new GuardedSource(database, target));
  }
}
