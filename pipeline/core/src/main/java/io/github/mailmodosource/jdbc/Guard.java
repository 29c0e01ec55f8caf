package io.github.mailmodosource.jdbc;

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
 * A connection that stands between JdbcIO and a driver. It turns what the driver throws into the
 * one line that the user reads: JdbcIO hands a driver's exceptions on as they are, and a remote
 * Flink keeps of them only the name. It connects anew for a statement that finds its connection
 * lost. It also knows the statement: JdbcIO prints a part of any that it understands to standard
 * output (JdbcUtil.extractTableFromReadQuery), so JdbcIO is not told.
 */
public final class Guard implements InvocationHandler {
  private final Database database;
  private final String sql;
  private final @Nullable Continuation continuation;
  private Connection connection;

  private Guard(Database database, String sql, @Nullable Continuation continuation) {
    this.database = database;
    this.sql = sql;
    this.continuation = continuation;
    connection = database.connectPatiently();
  }

  /** Connections that try long enough to come about, only read, and prepare only this statement. */
  public static DataSource dataSource(
      Database database, String sql, @Nullable Continuation continuation) {
    InvocationHandler connects =
        (proxy, method, arguments) ->
            method.getName().equals("getConnection")
                ? proxy(Connection.class, new Guard(database, sql, continuation))
                : database.url().toString();
    return proxy(DataSource.class, connects);
  }

  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Guard.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.getName().equals("prepareStatement")
          ? proxy(PreparedStatement.class, new GuardedStatement(this))
          : call(method, connection, arguments);
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  Database database() {
    return database;
  }

  String sql() {
    return sql;
  }

  @Nullable Continuation continuation() {
    return continuation;
  }

  /** A statement on the connection that there is. */
  PreparedStatement prepare(String text) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(text, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    database.limit(statement);
    return statement;
  }

  /** Puts a new connection in place of one that is lost; tried once. */
  void reconnect() throws SQLException {
    try {
      connection.close();
    } catch (SQLException gone) {
      // There is nobody left to say goodbye to.
    }
    connection = database.open();
    // Only so does PostgreSQL's driver stream.
    connection.setAutoCommit(false);
  }

  /** Calls a driver, and throws what it throws. */
  static @Nullable Object call(Method method, Object target, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
