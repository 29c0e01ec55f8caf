package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.ColumnKind;
import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;

/**
 * A value that goes into a statement by a parameter, never by its text.
 *
 * @param kind the kind of the column that it is compared with
 * @param text a number, an ISO-8601 time or date, or the text itself
 */
public record SqlValue(ColumnKind kind, String text) implements Serializable {

  /** Sets it as a parameter of the type that lets the database use an index. */
  void set(PreparedStatement statement, int index) throws SQLException {
    switch (kind) {
      case INTEGER -> statement.setLong(index, Long.parseLong(text));
      case NUMBER, FLOATING -> statement.setBigDecimal(index, new BigDecimal(text));
      case INSTANT -> setTime(statement, index, OffsetDateTime.parse(text));
      case SESSION_INSTANT, LOCAL_TIME -> setTime(statement, index, LocalDateTime.parse(text));
      case DATE -> statement.setObject(index, LocalDate.parse(text));
      default -> statement.setString(index, text);
    }
  }

  private static void setTime(PreparedStatement statement, int index, OffsetDateTime time)
      throws SQLException {
    try {
      statement.setObject(index, time);
    } catch (SQLException olderDriver) {
      Calendar utc = Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
      statement.setTimestamp(index, Timestamp.from(time.toInstant()), utc);
    }
  }

  private static void setTime(PreparedStatement statement, int index, LocalDateTime time)
      throws SQLException {
    try {
      statement.setObject(index, time);
    } catch (SQLException olderDriver) {
      statement.setTimestamp(index, Timestamp.valueOf(time));
    }
  }

  /** A value may be anything, an address too. */
  @Override
  public String toString() {
    return "SqlValue[" + kind + "]";
  }
}
