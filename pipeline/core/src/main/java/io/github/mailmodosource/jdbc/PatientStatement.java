package io.github.mailmodosource.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.commons.dbcp2.DelegatingPreparedStatement;
import org.apache.commons.dbcp2.DelegatingResultSet;

/**
 * A statement for JdbcIO, which runs again on a new connection when its own is lost before the
 * database has answered. JdbcIO runs each statement once; and what takes long about one is the
 * answer. Behind that, a lost connection is one clear line.
 */
public final class PatientStatement extends DelegatingPreparedStatement {
  /**
   * How a statement for JdbcIO begins. JdbcIO (2.70.0, {@code JdbcUtil.extractTableFromReadQuery})
   * looks for the table in each statement, to tell lineage, and prints the schema that it finds, or
   * {@code null}, to standard output, where a job's figures stand. It finds none where a comment
   * follows {@code SELECT}; and who looks after the database sees whose statement it is.
   */
  public static final String SELECT = "SELECT/* mailmodo-source */ ";

  private final PatientConnection connection;
  private final String sql;
  private StatementParameters parameters = statement -> 0;
  private int fetchRows;
  private boolean ended;

  PatientStatement(PatientConnection connection, String sql) throws SQLException {
    super(connection, connection.prepare(sql));
    this.connection = connection;
    this.sql = sql;
  }

  /** Sets parameters, now and on each connection that the statement is run on later. */
  public static void set(PreparedStatement statement, StatementParameters parameters)
      throws SQLException {
    PatientStatement patient = statement.unwrap(PatientStatement.class);
    patient.parameters = parameters;
    parameters.set((PreparedStatement) patient.getDelegate());
  }

  /**
   * The driver's own rows of a result. There, a value that cannot be read costs its row, or its
   * cell; here, each exception stops the job.
   */
  public static ResultSet driverRows(ResultSet rows) {
    return rows instanceof DelegatingResultSet delegating ? delegating.getDelegate() : rows;
  }

  /**
   * Moves on to the next row, for who reads more rows at once than JdbcIO gives.
   *
   * @return false if there is none; who asks again, as JdbcIO does, is told so again
   */
  public static boolean next(ResultSet rows) throws SQLException {
    boolean isRow = rows.next();
    if (!isRow) {
      rows.getStatement().unwrap(PatientStatement.class).ended = true;
    }
    return isRow;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    super.setFetchSize(rows);
    fetchRows = rows;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    checkOpen();
    ended = false;
    return DelegatingResultSet.wrapResultSet(this, answer());
  }

  /** JDBC leaves it to a driver whether it fails when it is asked again behind the last row. */
  @Override
  protected void handleException(SQLException e) throws SQLException {
    if (!ended) {
      super.handleException(e);
    }
  }

  private ResultSet answer() {
    Database database = connection.database();
    try {
      return ((PreparedStatement) getDelegate()).executeQuery();
    } catch (SQLException e) {
      if (!SqlFailure.isConnectionLost(e)) {
        throw database.failure(e);
      }
      return database.patiently(this::executeAnew);
    }
  }

  private ResultSet executeAnew() throws SQLException {
    connection.reconnect();
    PreparedStatement statement = connection.prepare(sql);
    setDelegate(statement);
    statement.setFetchSize(fetchRows);
    parameters.set(statement);
    return statement.executeQuery();
  }
}
