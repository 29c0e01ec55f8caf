package io.github.mailmodosource.sandbox;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the databases that the sandbox can load into differ. */
enum SqlDialect {
  POSTGRESQL("jdbc:postgresql:", '"', "reWriteBatchedInserts", "varchar(512)") {
    @Override
    Object time(Instant value) {
      return value.atOffset(ZoneOffset.UTC);
    }

    @Override
    ResultSet columns(DatabaseMetaData metadata, String schema, String table) throws SQLException {
      return metadata.getColumns(null, exact(metadata, schema), exact(metadata, table), null);
    }
  },

  MARIADB(
      "jdbc:mariadb:",
      '`',
      "useBulkStmtsForInserts",
      "varchar(512) character set utf8mb4 collate utf8mb4_bin") {
    @Override
    Object time(Instant value) {
      return LocalDateTime.ofInstant(value, ZoneOffset.UTC);
    }

    @Override
    ResultSet columns(DatabaseMetaData metadata, String schema, String table) throws SQLException {
      return metadata.getColumns(schema, null, exact(metadata, table), null);
    }
  };

  /** What a column holds; its first value decides. */
  enum ColumnType {
    /**
     * MariaDB lets the columns of a row take 65,535 bytes together; a {@code text} does not count.
     */
    TEXT(Types.VARCHAR, "varchar(512)", "text character set utf8mb4 collate utf8mb4_bin"),
    BOOLEAN(Types.BOOLEAN, "boolean", "boolean"),
    INTEGER(Types.BIGINT, "bigint", "bigint"),
    FLOAT(Types.DOUBLE, "double precision", "double"),
    TIME(Types.TIMESTAMP, "timestamp with time zone", "datetime(3)");

    private final int jdbc;
    private final String postgresql;
    private final String mariadb;

    ColumnType(int jdbc, String postgresql, String mariadb) {
      this.jdbc = jdbc;
      this.postgresql = postgresql;
      this.mariadb = mariadb;
    }

    /** As {@link java.sql.Types} has it. */
    int jdbc() {
      return jdbc;
    }

    static ColumnType ofValue(Object value) {
      if (value instanceof Boolean) {
        return BOOLEAN;
      }
      if (value instanceof Long) {
        return INTEGER;
      }
      if (value instanceof Double) {
        return FLOAT;
      }
      return value instanceof Instant ? TIME : TEXT;
    }

    static ColumnType ofJdbc(int type) {
      return switch (type) {
        case Types.BIT, Types.BOOLEAN -> BOOLEAN;
        case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> INTEGER;
        case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.NUMERIC, Types.DECIMAL -> FLOAT;
        case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> TIME;
        default -> TEXT;
      };
    }
  }

  private final String prefix;
  private final char quote;
  private final String manyAtOnce;
  private final String idType;

  SqlDialect(String prefix, char quote, String manyAtOnce, String idType) {
    this.prefix = prefix;
    this.quote = quote;
    this.manyAtOnce = manyAtOnce;
    this.idType = idType;
  }

  /**
   * The database behind this address.
   *
   * @throws IllegalArgumentException with one clear line if it is none of them
   */
  static SqlDialect of(String url) {
    for (SqlDialect dialect : values()) {
      if (url.toLowerCase(Locale.ROOT).startsWith(dialect.prefix)) {
        return dialect;
      }
    }
    throw new IllegalArgumentException(
        "--warehouse is not a supported database; use jdbc:postgresql:… or jdbc:mariadb:…");
  }

  /** A name of any characters as it stands in a statement. */
  String quoted(String name) {
    return quote + name.replace(String.valueOf(quote), String.valueOf(quote) + quote) + quote;
  }

  /** What a column of this type is declared as. */
  String type(ColumnType type) {
    return this == POSTGRESQL ? type.postgresql : type.mariadb;
  }

  /** What the id is declared as: it must be possible to index it. */
  String idType() {
    return idType;
  }

  /** The driver's property that makes it send the rows of a batch in one statement. */
  String manyAtOnce() {
    return manyAtOnce;
  }

  /** A time as this driver takes it for UTC. */
  abstract Object time(Instant value);

  /** The columns of a table, none if it is not there. */
  abstract ResultSet columns(DatabaseMetaData metadata, String schema, String table)
      throws SQLException;

  /** The metadata takes patterns, in which the _ of every name of ours would match anything. */
  private static String exact(DatabaseMetaData metadata, String name) throws SQLException {
    @Nullable String escape = metadata.getSearchStringEscape();
    return escape == null ? name : name.replace("_", escape + "_");
  }
}
