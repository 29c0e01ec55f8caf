package io.github.mailmodosource.warehouse;

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
  private static final List<Class<?>> GUARDED =
      List.of(DataSource.class, Connection.class, PreparedStatement.class, ResultSet.class);

  private final WarehouseLogin login;
  private final Object target;

  private GuardedSource(WarehouseLogin login, Object target) {
    this.login = login;
    this.target = target;
  }

  static DataSource of(WarehouseLogin login) {
    return (DataSource) guarded(login, DataSource.class, login.dataSource());
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
      Class<?> type = method.getReturnType();
      return result != null && GUARDED.contains(type) ? guarded(login, type, result) : result;
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof SQLException failure) {
        throw login.failure(failure);
      }
      throw cause == null ? e : cause;
    }
  }

  private static Object guarded(WarehouseLogin login, Class<?> type, Object target) {
    return Proxy.newProxyInstance(
        GuardedSource.class.getClassLoader(),
        new Class<?>[] {type},
        new GuardedSource(login, target));
  }
}
