package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.ColumnKind;
import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements that read a table in slices of its cursor column, from small to great. Their
 * parameters are {@code values}, and behind them the ends of the slice. The upper end of times does
 * not belong to the slice, that of numbers does.
 *
 * @param column as the database calls it
 * @param start all rows below the upper end
 * @param from the rows from the lower end on, it included
 * @param behind the rows behind the lower end
 * @param equal how many rows have a value
 * @param withoutValue how many rows have none; null if the database says that there are none
 * @param greatest the greatest of all values; takes no parameters
 * @param values what narrows the rows to the period
 * @param since where the first slice begins; null for the least value that there is
 */
record CursorQuery(
    String column,
    ColumnKind kind,
    String start,
    String from,
    String behind,
    String equal,
    @Nullable String withoutValue,
    String greatest,
    List<SqlValue> values,
    @Nullable SqlValue since)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** PostgreSQL's {@code -infinity} lies before it, to which no parameter can be set. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  CursorQuery {
    values = List.copyOf(values);
  }

  static CursorQuery of(
      Selection selection, Column cursor, boolean mayBeNull, @Nullable SqlValue since) {
    String name = selection.quoted(cursor);
    String end = name + (cursor.kind().isTime() ? " < ?" : " <= ?");
    String order = " ORDER BY " + name;
    return new CursorQuery(
        cursor.label(),
        cursor.kind(),
        selection.where(end) + order,
        selection.where(name + " >= ? AND " + end) + order,
        selection.where(name + " > ? AND " + end) + order,
        selection.about("COUNT(*)", name + " = ?"),
        mayBeNull ? selection.about("COUNT(*)", name + " IS NULL") : null,
        selection.ofAll("MAX(" + name + ")"),
        selection.values(),
        since);
  }

  /**
   * Checks that the values of a column can grow without end, a little with each row.
   *
   * @throws IllegalArgumentException with one clear line
   */
  static void checkGrows(String option, Column cursor) {
    String why =
        switch (cursor.kind()) {
          case INSTANT, SESSION_INSTANT, LOCAL_TIME, INTEGER, NUMBER -> null;
          case DATE -> "is a date, which all rows of a day share";
          default -> "holds neither times nor whole numbers";
        };
    if (why != null) {
      throw new IllegalArgumentException(
          "--"
              + option
              + "CursorColumn="
              + cursor.label()
              + " "
              + why
              + "; name a column of times or whole numbers that grows with each row");
    }
  }

  boolean isTime() {
    return kind.isTime();
  }

  /**
   * The value of a row; null if no slice can begin at it, such as PostgreSQL's {@code -infinity}
   * and MariaDB's day 0, which stand in front of all others.
   */
  @Nullable SqlValue value(ResultSet row, int index) throws SQLException {
    Object value = kind.read(row, index);
    if (value == null) {
      return null;
    }
    return switch (kind) {
      case INSTANT, SESSION_INSTANT -> time((Instant) value);
      case LOCAL_TIME -> time(((LocalDateTime) value).toInstant(ZoneOffset.UTC));
      // Equal numbers have to have one text.
      case NUMBER -> new SqlValue(kind, ((BigDecimal) value).stripTrailingZeros().toString());
      default -> new SqlValue(kind, value.toString());
    };
  }

  private @Nullable SqlValue time(Instant value) {
    return value.isBefore(FIRST) ? null : Boundaries.timeValue(kind, value);
  }

  /** The statement may hold anything, an address too. */
  @Override
  public String toString() {
    return "CursorQuery[" + kind + "]";
  }
}
