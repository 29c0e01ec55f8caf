package io.github.mailmodosource.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Sets the parameters of a statement, again on each connection that the statement runs on. */
@FunctionalInterface
public interface StatementParameters {
  /**
   * Sets them all.
   *
   * @return how many there are
   */
  int set(PreparedStatement statement) throws SQLException;
}
