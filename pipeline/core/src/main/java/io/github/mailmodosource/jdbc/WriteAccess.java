package io.github.mailmodosource.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a user of a database may do to a table besides reading it, which is more than we need. */
public final class WriteAccess {
  private static final String POSTGRESQL =
      "SELECT p FROM unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p"
          + " WHERE has_table_privilege(?, p)";

  /** Privileges may be of the user for all, for the schema, or for the table alone. */
  private static final String MARIADB =
      """
      SELECT p FROM (
        SELECT privilege_type p, grantee g FROM information_schema.user_privileges
        UNION SELECT privilege_type, grantee FROM information_schema.schema_privileges
          WHERE table_schema = ?
        UNION SELECT privilege_type, grantee FROM information_schema.table_privileges
          WHERE table_schema = ? AND table_name = ?) every
      WHERE p IN ('INSERT', 'UPDATE', 'DELETE')
        AND g = CONCAT('''', SUBSTRING_INDEX(CURRENT_USER(), '@', 1), '''@''',
          SUBSTRING_INDEX(CURRENT_USER(), '@', -1), '''')
      ORDER BY p""";

  private WriteAccess() {}

  /** The privileges, such as {@code INSERT}; none where the database is not known well enough. */
  public static List<String> to(TableName table, Connection connection, Dialect dialect)
      throws SQLException {
    return switch (dialect) {
      case POSTGRESQL -> found(connection, POSTGRESQL, table.sql(NameQuotes.of(connection)));
      case MARIADB -> {
        String given = table.schema(UnaryOperator.identity());
        String schema = given == null ? connection.getCatalog() : given;
        String name = table.table(UnaryOperator.identity());
        yield found(connection, MARIADB, schema, schema, name);
      }
      case OTHER -> List.of();
    };
  }

  private static List<String> found(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      List<String> privileges = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          privileges.add(rows.getString(1));
        }
      }
      return privileges;
    }
  }
}
