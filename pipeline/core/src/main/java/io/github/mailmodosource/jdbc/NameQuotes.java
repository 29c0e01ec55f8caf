package io.github.mailmodosource.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How a database quotes names, so that any characters can stand in them, and their case is kept.
 *
 * @param mark stands on both sides; a driver that says it has none gets the standard's
 */
public record NameQuotes(String mark) {
  public NameQuotes {
    mark = mark.isBlank() ? "\"" : mark;
  }

  /** As the database's driver says. */
  public static NameQuotes of(Connection connection) throws SQLException {
    return new NameQuotes(String.valueOf(connection.getMetaData().getIdentifierQuoteString()));
  }

  /** A name of any characters, as it stands in a statement. */
  public String quoted(String name) {
    return mark + name.replace(mark, mark + mark) + mark;
  }

  /** A name of several parts, such as database, schema and table. */
  public String quoted(List<String> parts) {
    return String.join(".", parts.stream().map(this::quoted).toList());
  }
}
