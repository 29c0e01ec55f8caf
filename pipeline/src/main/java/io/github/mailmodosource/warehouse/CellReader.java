package io.github.mailmodosource.warehouse;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Reads a cell as text that does not depend on the column's type, because the first value decides
 * the type in a warehouse and may have decided wrong. A time without a zone is UTC: that is what
 * Segment writes.
 */
enum CellReader {
  BOOLEAN {
    @Override
    @Nullable String read(ResultSet row, int index) throws SQLException {
      boolean value = row.getBoolean(index);
      return row.wasNull() ? null : String.valueOf(value);
    }
  },
  NUMBER {
    @Override
    @Nullable String read(ResultSet row, int index) throws SQLException {
      try {
        BigDecimal value = row.getBigDecimal(index);
        return value == null ? null : digits(value);
      } catch (SQLException noNumber) {
        // PostgreSQL's NaN and infinities. If it was the connection, this fails as well.
        return row.getString(index);
      }
    }
  },
  FLOATING {
    @Override
    @Nullable String read(ResultSet row, int index) throws SQLException {
      double value = row.getDouble(index);
      if (row.wasNull()) {
        return null;
      }
      return Double.isFinite(value)
          ? digits(new BigDecimal(Double.toString(value)))
          : Double.toString(value);
    }
  },
  INSTANT {
    @Override
    @Nullable String read(ResultSet row, int index) throws SQLException {
      try {
        OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
        return value == null ? null : TimeText.of(value.toInstant());
      } catch (SQLFeatureNotSupportedException olderDriver) {
        return timestamp(row, index);
      } catch (DateTimeException noTime) {
        return row.getString(index); // PostgreSQL's infinities
      }
    }
  },
  LOCAL_TIME {
    @Override
    @Nullable String read(ResultSet row, int index) throws SQLException {
      try {
        LocalDateTime value = row.getObject(index, LocalDateTime.class);
        return value == null ? null : TimeText.of(value.toInstant(ZoneOffset.UTC));
      } catch (SQLFeatureNotSupportedException olderDriver) {
        return timestamp(row, index);
      } catch (DateTimeException noTime) {
        return row.getString(index); // PostgreSQL's infinities
      }
    }
  },
  TEXT {
    @Override
    @Nullable String read(ResultSet row, int index) throws SQLException {
      String value = row.getString(index);
      return value == null ? null : StoredText.of(value);
    }
  };

  /** The value in the current row; null for NULL. */
  abstract @Nullable String read(ResultSet row, int index) throws SQLException;

  /** What reads a column of a result. */
  static CellReader of(ResultSetMetaData data, int index) throws SQLException {
    int type = data.getColumnType(index);
    String name = String.valueOf(data.getColumnTypeName(index)).toLowerCase(Locale.ROOT);
    return switch (type) {
      case Types.BIT, Types.BOOLEAN -> BOOLEAN;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> NUMBER;
      case Types.NUMERIC, Types.DECIMAL -> NUMBER;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> FLOATING;
      case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
      // PostgreSQL, Redshift and Snowflake tell the two apart by name alone.
      case Types.TIMESTAMP ->
          name.contains("tz") || name.contains("with time zone") ? INSTANT : LOCAL_TIME;
      default -> name.startsWith("timestamp") ? INSTANT : TEXT;
    };
  }

  /** All digits and no more: 12.50 is 12.5, 1E+3 is 1000. */
  static String digits(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static @Nullable String timestamp(ResultSet row, int index) throws SQLException {
    Calendar utc = Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
    Timestamp value = row.getTimestamp(index, utc);
    return value == null ? null : TimeText.of(Instant.ofEpochMilli(value.getTime()));
  }
}
