package io.github.mailmodosource.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What databases do each in its own way: a session's time zone, time-out and name. */
public enum Dialect {
  POSTGRESQL {
    @Override
    public void prepare(Connection connection, Duration timeout) throws SQLException {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      execute(
          connection,
          List.of(
              // The driver says it only where a transaction begins; a statement outside of one
              // must not write either.
              "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
              "SET TIME ZONE 'UTC'",
              "SET statement_timeout = " + Timeouts.millis(timeout)));
    }

    @Override
    void name(Properties properties) {
      properties.setProperty("ApplicationName", APPLICATION);
    }

    @Override
    String clock() {
      return "SELECT now()";
    }

    @Override
    public boolean isUnique(Connection connection, TableName table, String column)
        throws SQLException {
      String schema = table.schema(name -> name.toLowerCase(Locale.ROOT));
      return hasUniqueIndex(
          connection.getMetaData(),
          null,
          schema == null ? connection.getSchema() : schema,
          table.table(name -> name.toLowerCase(Locale.ROOT)),
          column);
    }
  },

  /**
   * MariaDB and MySQL. MariaDB's driver streams as soon as a fetch size is set; MySQL's does if it
   * is told so, by a property that the other does not know and passes over.
   */
  MARIADB {
    @Override
    public void prepare(Connection connection, Duration timeout) throws SQLException {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      DatabaseMetaData server = connection.getMetaData();
      // MySQL's driver calls every server by its own name.
      boolean mariadb =
          (server.getDatabaseProductName() + server.getDatabaseProductVersion())
              .contains("MariaDB");
      long seconds = Timeouts.seconds(timeout);
      execute(
          connection,
          List.of(
              "SET SESSION TRANSACTION READ ONLY",
              "SET time_zone = '+00:00'",
              // It gives up a client that reads slowly, as one does whose steps behind are busy.
              "SET SESSION net_write_timeout = " + seconds,
              mariadb
                  ? "SET SESSION max_statement_time = " + seconds
                  : "SET SESSION max_execution_time = " + Timeouts.millis(timeout)));
    }

    @Override
    void name(Properties properties) {
      properties.setProperty("connectionAttributes", "program_name:" + APPLICATION);
      properties.setProperty("useCursorFetch", "true");
    }

    @Override
    String clock() {
      return "SELECT UTC_TIMESTAMP(6)";
    }

    @Override
    public boolean isUnique(Connection connection, TableName table, String column)
        throws SQLException {
      String database = table.schema(UnaryOperator.identity());
      return hasUniqueIndex(
          connection.getMetaData(),
          database == null ? connection.getCatalog() : database,
          null,
          table.table(UnaryOperator.identity()),
          column);
    }
  },

  /** Does what JDBC knows, as far as the driver goes along; the rest is up to its URL. */
  OTHER {
    @Override
    public void prepare(Connection connection, Duration timeout) {
      attempt(() -> connection.setReadOnly(true));
      attempt(() -> connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED));
      attempt(() -> connection.setClientInfo("ApplicationName", APPLICATION));
    }

    @Override
    public void limit(Statement statement, Duration timeout) {
      attempt(() -> statement.setQueryTimeout(Timeouts.seconds(timeout)));
    }

    @Override
    void name(Properties properties) {
      // No property is understood by all, and some drivers refuse what they do not know.
    }
  };

  private static final String APPLICATION = "mailmodo-source";

  static Dialect of(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    return url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:") ? MARIADB : OTHER;
  }

  /** Whether JDBC calls a catalog what others call a schema. */
  public boolean schemaIsCatalog() {
    return this == MARIADB;
  }

  /** Makes a new connection one that only reads, in UTC, and no longer than {@code timeout}. */
  public abstract void prepare(Connection connection, Duration timeout) throws SQLException;

  /** Bounds one statement, for databases whose session knows no bound. */
  public void limit(Statement statement, Duration timeout) {
    // Done by the session.
  }

  /** The statement that tells the database's time; of the others it is the SQL standard's. */
  String clock() {
    return "SELECT CURRENT_TIMESTAMP";
  }

  /**
   * The database's time.
   *
   * @throws SQLException also of a database that tells it without a zone
   */
  public Instant now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(clock())) {
      rows.next();
      Object now = ColumnKind.of(rows.getMetaData(), 1, this).read(rows, 1);
      if (now instanceof Instant instant) {
        return instant;
      }
      if (this == MARIADB && now instanceof LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
      }
      throw new SQLFeatureNotSupportedException("the database tells its time without a zone");
    }
  }

  /**
   * Whether the database says that no two rows have the same value in this column. Not asked of
   * others: warehouses know such indexes, if at all, as a remark that nobody checks.
   */
  public boolean isUnique(Connection connection, TableName table, String column)
      throws SQLException {
    return false;
  }

  /** Whether there is a unique index over all rows and this column alone. */
  private static boolean hasUniqueIndex(
      DatabaseMetaData data,
      @Nullable String catalog,
      @Nullable String schema,
      String table,
      String column)
      throws SQLException {
    Map<String, List<String>> columns = new HashMap<>();
    try (ResultSet indexes = data.getIndexInfo(catalog, schema, table, true, true)) {
      while (indexes.next()) {
        String name = indexes.getString("INDEX_NAME");
        if (name != null && indexes.getString("FILTER_CONDITION") == null) {
          columns
              .computeIfAbsent(name, index -> new ArrayList<>())
              .add(String.valueOf(indexes.getString("COLUMN_NAME")));
        }
      }
    }
    return columns.containsValue(List.of(column));
  }

  /** Says to the server who we are. */
  abstract void name(Properties properties);

  private static void execute(Connection connection, List<String> commands) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private static void attempt(Setting setting) {
    try {
      setting.make();
    } catch (SQLException notSupported) {
      // Not every database has it; reading works without.
    }
  }

  private interface Setting {
    void make() throws SQLException;
  }
}
