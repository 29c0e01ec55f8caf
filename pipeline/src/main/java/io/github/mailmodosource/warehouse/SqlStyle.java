package io.github.mailmodosource.warehouse;

import java.util.List;
import java.util.Locale;

/**
 * How a kind of warehouse writes names. Segment makes its tables with unquoted names, which
 * PostgreSQL and Redshift keep in small letters and Snowflake in capitals; so a name is first
 * looked up in any case ({@link WarehouseTables}), and then quoted as it was found.
 */
enum SqlStyle {
  POSTGRESQL('"', false, "jdbc:postgresql:"),
  REDSHIFT('"', false, "jdbc:redshift:"),
  SNOWFLAKE('"', false, "jdbc:snowflake:"),
  BIGQUERY('`', false, "jdbc:bigquery:"),
  /** A database is what others call a schema; JDBC calls it a catalog. */
  MYSQL('`', true, "jdbc:mariadb:", "jdbc:mysql:"),
  /** Standard SQL. */
  OTHER('"', false);

  private final char quote;
  private final boolean schemaIsCatalog;
  private final String prefixes;

  SqlStyle(char quote, boolean schemaIsCatalog, String... prefixes) {
    this.quote = quote;
    this.schemaIsCatalog = schemaIsCatalog;
    this.prefixes = String.join(" ", prefixes);
  }

  /** The style of the database behind a {@code jdbc:} URL. */
  static SqlStyle of(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    for (SqlStyle style : values()) {
      for (String prefix : style.prefixes.split(" ", -1)) {
        if (!prefix.isEmpty() && lower.startsWith(prefix)) {
          return style;
        }
      }
    }
    return OTHER;
  }

  boolean schemaIsCatalog() {
    return schemaIsCatalog;
  }

  /** A name of any characters, as it stands in a statement. */
  String quoted(String name) {
    // BigQuery knows no doubled quote; its escape is that of its strings.
    String inside =
        this == BIGQUERY
            ? name.replace("\\", "\\\\").replace("`", "\\`")
            : name.replace(String.valueOf(quote), String.valueOf(quote) + quote);
    return quote + inside + quote;
  }

  /** A name of several parts, such as database, schema and table. */
  String quoted(List<String> parts) {
    return String.join(".", parts.stream().map(this::quoted).toList());
  }
}
