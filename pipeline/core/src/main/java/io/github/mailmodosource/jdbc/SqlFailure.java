package io.github.mailmodosource.jdbc;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.failure.JobStoppedException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says in one line what a database or its driver found wrong. Told by SQLSTATE (SQL standard, and
 * PostgreSQL's appendix A, MariaDB's error codes), because each driver has its own words.
 */
public final class SqlFailure {
  private SqlFailure() {}

  /**
   * The line for the user.
   *
   * @param option begins the names of the options that are meant, such as {@code activity}
   */
  static JobStoppedException of(String option, DatabaseUrl url, SQLException e) {
    return JobStoppedException.of("--" + option + ": " + explain(option, url, e), masked(e));
  }

  /** Runners log causes too, and databases quote the values that they cannot take. */
  private static SQLException masked(SQLException e) {
    String message = String.valueOf(e.getMessage());
    String masked = MaskedText.of(message);
    if (masked.equals(message)) {
      return e;
    }
    SQLException copy = new SQLException(masked, e.getSQLState(), e.getErrorCode());
    copy.setStackTrace(e.getStackTrace());
    return copy;
  }

  private static String explain(String option, DatabaseUrl url, SQLException e) {
    String state = state(e);
    String said = " (" + firstLine(e) + ")";
    if (isConnectionLost(e)) {
      return url
          + " cannot be reached, or went away; check that it is running, and its host and port"
          + said;
    }
    if (state.startsWith("28")) {
      return url
          + " rejected the user or the password; check --"
          + option
          + "User and --"
          + option
          + "Password"
          + said;
    }
    if (state.equals("3D000") || e.getErrorCode() == 1049) {
      return url + " has no such database" + said;
    }
    return switch (state) {
      case "42P01", "42S02", "42S03", "42S04", "S0002", "3F000" ->
          url + " has no such table; check its name and its schema" + said;
      case "42703", "42S22", "S0022" -> url + " has no such column" + said;
      case "42601" ->
          url
              + " cannot parse the statement; check the query, and put a table name that is an SQL"
              + " keyword in double quotes"
              + said;
      case "25006" ->
          "the query writes, but the connection is read-only; use a query that changes nothing"
              + said;
      case "42501" -> "the user has no permission to read this; grant SELECT" + said;
      case "57014", "70100", "HYT00" ->
          "a statement took longer than --jdbcStatementTimeout" + said;
      default -> url + " reported an error" + said;
    };
  }

  /**
   * Whether it says nothing of the statement, only that the server cannot be reached (any more).
   */
  public static boolean isConnectionLost(SQLException e) {
    String state = state(e);
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("53300")
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLTransientConnectionException
        || e instanceof SQLRecoverableException;
  }

  /** Whether the statement, or a value that it met, is at fault, and not a missing right. */
  public static boolean isOfStatement(SQLException e) {
    String state = state(e);
    return (state.startsWith("42") || state.startsWith("22")) && !state.equals("42501");
  }

  /**
   * Whether a statement like it will fail again: it writes, a right is missing, nobody is there.
   */
  public static boolean isFinal(SQLException e) {
    return isConnectionLost(e) || List.of("25006", "42501").contains(state(e));
  }

  private static String state(SQLException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  /** What the driver said, without the values of rows that some add on further lines. */
  public static String firstLine(Exception e) {
    @Nullable String message = e.getMessage();
    return message == null
        ? e.getClass().getSimpleName()
        : message.lines().findFirst().orElse(e.getClass().getSimpleName()).strip();
  }
}
