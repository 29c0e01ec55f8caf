package io.github.mailmodosource.parquet;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes Parquet files with DuckDB, which has a writer of its own. */
final class DuckDb {
  private DuckDb() {}

  /** Runs statements, where the time is UTC. */
  static void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone='UTC'");
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }
}
