package io.github.mailmodosource.table;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A slice of a table: the rows that one run of a statement reads.
 *
 * @param values the statement's parameters, in order
 */
public record TablePartition(List<SqlValue> values) implements Serializable {
  /**
   * Sets the parameters.
   *
   * @return how many there are
   */
  public int set(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      values.get(i).set(statement, i + 1);
    }
    return values.size();
  }

  /** Runners log elements when they are told to: the boundaries may be anything, addresses too. */
  @Override
  public String toString() {
    return "TablePartition[" + values.size() + " values]";
  }
}
