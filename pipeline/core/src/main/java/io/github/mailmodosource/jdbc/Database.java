package io.github.mailmodosource.jdbc;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.option.SecretReference;
import io.github.resilience4j.core.IntervalFunction;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database, and how to log in. The password is read where a connection is made, so that it is
 * neither in the job graph nor in what a cluster keeps of it.
 *
 * @param option begins the names of the options that it came from, such as {@code activity}
 * @param password null for a database that asks for none
 * @param drivers jars to look for the driver in
 * @param statementTimeout how long a statement may take
 * @param retryFor how long a worker tries to connect
 */
public record Database(
    String option,
    DatabaseUrl url,
    @Nullable String user,
    @Nullable SecretReference password,
    List<String> drivers,
    Duration statementTimeout,
    Duration retryFor)
    implements Serializable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /**
   * Reads the options.
   *
   * @param drivers jars, separated by commas
   * @throws IllegalArgumentException with one clear line
   */
  public static Database of(
      String option,
      String url,
      @Nullable String user,
      @Nullable String password,
      @Nullable String drivers,
      Duration statementTimeout,
      Duration retryFor) {
    if (statementTimeout.isZero() || statementTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "--jdbcStatementTimeout must be longer than 0; use 30m or 2h");
    }
    return new Database(
        option,
        DatabaseUrl.of(option, url),
        user,
        password == null ? null : reference(option, password),
        drivers == null ? List.of() : jars(drivers),
        statementTimeout,
        retryFor);
  }

  private static SecretReference reference(String option, String password) {
    try {
      return SecretReference.parse(password);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--" + option + "Password: " + e.getMessage(), e);
    }
  }

  private static List<String> jars(String drivers) {
    return Arrays.stream(drivers.split(",", -1))
        .map(String::strip)
        .filter(j -> !j.isEmpty())
        .toList();
  }

  /**
   * A connection that only reads, made now or not at all.
   *
   * @throws JobStoppedException with one clear line
   */
  public Connection connect() {
    try {
      return open();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * A connection that only reads; a server that cannot be reached is tried again, for as long as
   * {@code retryFor}.
   *
   * @throws JobStoppedException with one clear line
   */
  Connection connectPatiently() {
    return patiently(this::open);
  }

  /**
   * Tries something again for as long as the connection is lost, but no longer than {@code
   * retryFor}.
   *
   * @throws JobStoppedException with one clear line
   */
  <T> T patiently(Attempt<T> work) {
    IntervalFunction pauses =
        IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 2, LONGEST_PAUSE);
    long start = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        return work.make();
      } catch (SQLException e) {
        long pause = pauses.apply(attempt);
        Duration tried = Duration.ofNanos(System.nanoTime() - start).plusMillis(pause);
        if (!SqlFailure.isConnectionLost(e) || tried.compareTo(retryFor) > 0) {
          throw failure(e);
        }
        pause(pause);
      }
    }
  }

  /**
   * Connections for JdbcIO, which try long enough to come about, only read, and tell each failure
   * in one clear line. A server that goes away before it has answered a statement is tried again in
   * the same way; behind that, it is a failure. A statement should begin with {@link
   * PatientStatement#SELECT}.
   */
  public DataSource dataSource() {
    return new PatientDataSource(this);
  }

  /** Bounds the statement where the session does not. */
  void limit(Statement statement) {
    url.dialect().limit(statement, statementTimeout);
  }

  public JobStoppedException failure(SQLException e) {
    return SqlFailure.of(option, url, e);
  }

  /** The same, where another option than the database's own is at fault. */
  public JobStoppedException failure(String otherOption, SQLException e) {
    return SqlFailure.of(otherOption, url, e);
  }

  /** As {@link #connect}, but throws what the driver throws. */
  Connection open() throws SQLException {
    Driver driver = Drivers.find(url, drivers);
    Properties properties = new Properties();
    url.dialect().name(properties);
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", secret(password));
    }
    Connection connection = driver.connect(url.url(), properties);
    if (connection == null) {
      throw new SQLException("the driver does not accept this URL");
    }
    try {
      url.dialect().prepare(connection, statementTimeout);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private String secret(SecretReference reference) {
    try {
      return reference.read();
    } catch (JobStoppedException e) {
      throw JobStoppedException.of("--" + option + "Password: " + e.getMessage(), e);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw JobStoppedException.of("the job was stopped while it was waiting for a database", e);
    }
  }

  /** What may find the connection lost. */
  interface Attempt<T> {
    T make() throws SQLException;
  }
}
