package io.github.mailmodosource.table;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * One statement's worth of a table.
 *
 * @param values the statement's parameters, in order
 */
public record TablePart(List<SqlValue> values) {
  public void set(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      values.get(i).set(statement, i + 1);
    }
  }

  /** Runners log elements when they are told to: the boundaries may be anything, addresses too. */
  @Override
  public String toString() {
    return "TablePart[" + values.size() + " values]";
  }
}
