package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.jdbc.TableName;
import io.github.mailmodosource.jdbc.WriteAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table or query as people want to see it before they use it.
 *
 * @param place the table's name, or {@code query}, and its database
 * @param columns those that a field is read from, with the types that the database has for them:
 *     {@code occurred_at timestamptz}
 * @param writes what the user may do to the table besides reading it
 */
public record TableDescription(String place, List<String> columns, List<String> writes) {

  static TableDescription of(InputTable table) {
    RowLayout layout = table.layout();
    Database database = layout.database();
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(table.whole().sql())) {
      List<String> columns = new ArrayList<>();
      ResultSetMetaData data = statement.getMetaData();
      for (int i = 1; data != null && i <= data.getColumnCount(); i++) {
        String label = data.getColumnLabel(i);
        if (layout.names().isRead(label)) {
          columns.add(label + " " + data.getColumnTypeName(i));
        }
      }
      return new TableDescription(
          layout.source() + " of " + database.url(),
          columns,
          table.ofUser()
              ? List.of()
              : WriteAccess.to(
                  TableName.of(layout.source()), connection, database.url().dialect()));
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }
}
