package io.github.mailmodosource.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.commons.dbcp2.DelegatingConnection;

/**
 * A connection that only reads, and that a statement can replace when it finds it lost. Whatever
 * goes wrong is one clear line: who calls it as JDBC, as JdbcIO does, hands a driver's exceptions
 * on as they are, and a remote Flink keeps of them only class and message.
 */
public final class PatientConnection extends DelegatingConnection<Connection> {
  private final Database database;

  private PatientConnection(Database database, Connection connection) throws SQLException {
    super(connection);
    this.database = database;
    streaming(connection);
  }

  /**
   * Connects; a server that cannot be reached is tried again, for as long as {@link
   * Database#retryFor}.
   *
   * @throws io.github.mailmodosource.failure.JobStoppedException with one clear line
   */
  public static PatientConnection of(Database database) {
    Connection connection = database.connectPatiently();
    try {
      return new PatientConnection(database, connection);
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    try {
      return new PatientStatement(this, sql);
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  /** The rows can only be read forward, whatever {@code type} and {@code concurrency} are. */
  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return prepareStatement(sql);
  }

  @Override
  protected void handleException(SQLException e) throws SQLException {
    throw database.failure(e);
  }

  Database database() {
    return database;
  }

  /** The driver's own statement, on the connection that there is. */
  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement =
        getDelegateInternal()
            .prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    database.limit(statement);
    return statement;
  }

  /** Puts a new connection in place of one that is lost; tried once. */
  void reconnect() throws SQLException {
    try {
      getDelegateInternal().close();
    } catch (SQLException gone) {
      // There is nobody left to say goodbye to.
    }
    Connection connection = database.open();
    setDelegate(connection);
    streaming(connection);
  }

  /** PostgreSQL's driver streams only so; others do not mind. */
  private static void streaming(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
  }
}
