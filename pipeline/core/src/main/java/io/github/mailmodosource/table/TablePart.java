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
}
