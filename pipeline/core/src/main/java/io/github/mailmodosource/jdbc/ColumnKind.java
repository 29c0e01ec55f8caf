package io.github.mailmodosource.jdbc;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Calendar;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** What a column holds, and what becomes of its values in JSON. */
public enum ColumnKind {
  /** Numbers, with all their digits. */
  NUMBER("number") {
    @Override
    public @Nullable Object read(ResultSet rows, int index) throws SQLException {
      return rows.getBigDecimal(index);
    }

    @Override
    public void write(Object value, JsonGenerator json) throws IOException {
      json.writeNumber(digits((BigDecimal) value));
    }
  },

  /** Whole numbers that fit in 64 bits. */
  INTEGER("integer") {
    @Override
    public @Nullable Object read(ResultSet rows, int index) throws SQLException {
      long value = rows.getLong(index);
      return rows.wasNull() ? null : value;
    }

    @Override
    public void write(Object value, JsonGenerator json) throws IOException {
      json.writeNumber((long) value);
    }
  },

  /** Binary fractions; JSON knows neither NaN nor infinity, so that these become text. */
  FLOATING("floating") {
    @Override
    public @Nullable Object read(ResultSet rows, int index) throws SQLException {
      double value = rows.getDouble(index);
      return rows.wasNull() ? null : value;
    }

    @Override
    public void write(Object value, JsonGenerator json) throws IOException {
      double number = (double) value;
      if (Double.isFinite(number)) {
        json.writeNumber(new BigDecimal(Double.toString(number)).toPlainString());
      } else {
        json.writeString(Double.toString(number));
      }
    }
  },

  BOOLEAN("boolean") {
    @Override
    public @Nullable Object read(ResultSet rows, int index) throws SQLException {
      boolean value = rows.getBoolean(index);
      return rows.wasNull() ? null : value;
    }

    @Override
    public void write(Object value, JsonGenerator json) throws IOException {
      json.writeBoolean((boolean) value);
    }
  },

  /** A point in time: ISO-8601 with {@code Z}. */
  INSTANT("instant") {
    @Override
    public @Nullable Object read(ResultSet rows, int index) throws SQLException {
      try {
        OffsetDateTime value = rows.getObject(index, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
      } catch (SQLFeatureNotSupportedException olderDriver) {
        Timestamp value = rows.getTimestamp(index, utc());
        return value == null ? null : value.toInstant();
      }
    }
  },

  /**
   * As {@link #INSTANT}, of a database that shows such times in the session's zone, which is UTC.
   */
  SESSION_INSTANT("session_instant") {
    @Override
    public @Nullable Object read(ResultSet rows, int index) throws SQLException {
      LocalDateTime value = rows.getObject(index, LocalDateTime.class);
      return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }
  },

  /** A date and time of no zone; {@code --zone} says which is meant. */
  LOCAL_TIME("local_time") {
    @Override
    public @Nullable Object read(ResultSet rows, int index) throws SQLException {
      try {
        return rows.getObject(index, LocalDateTime.class);
      } catch (SQLFeatureNotSupportedException olderDriver) {
        Timestamp value = rows.getTimestamp(index);
        return value == null ? null : value.toLocalDateTime();
      }
    }
  },

  DATE("date") {
    @Override
    public @Nullable Object read(ResultSet rows, int index) throws SQLException {
      try {
        return rows.getObject(index, LocalDate.class);
      } catch (SQLFeatureNotSupportedException olderDriver) {
        return rows.getString(index);
      }
    }
  },

  /** JSON is carried on as JSON, so that dots in a mapping reach into it. */
  JSON("json") {
    @Override
    public @Nullable Object read(ResultSet rows, int index) throws SQLException {
      return rows.getString(index);
    }

    @Override
    public void write(Object value, JsonGenerator json) throws IOException {
      EmbeddedJson.write((String) value, json);
    }
  },

  /** Base64. */
  BYTES("bytes") {
    @Override
    public @Nullable Object read(ResultSet rows, int index) throws SQLException {
      byte[] value = rows.getBytes(index);
      return value == null ? null : Base64.getEncoder().encodeToString(value);
    }
  },

  /** Text, and whatever else there is, as the driver spells it. */
  TEXT("text") {
    @Override
    public @Nullable Object read(ResultSet rows, int index) throws SQLException {
      return rows.getString(index);
    }
  };

  private final String code;

  ColumnKind(String code) {
    this.code = code;
  }

  /** As it stands in the bytes of coders: {@code local_time}. */
  public String code() {
    return code;
  }

  /**
   * The kind with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ColumnKind ofCode(String code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code.equals(code))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + code + "' is not the code of a kind"));
  }

  private static final int MOST_ZEROS = 20_000;

  /** SQL Server's datetimeoffset, Oracle's two kinds; {@link Types} has one of its own. */
  private static final Set<Integer> WITH_ZONE =
      Set.of(Types.TIMESTAMP_WITH_TIMEZONE, -155, -101, -102);

  /** Names of types that drivers tell no JDBC type of. */
  private static final Set<String> WITH_ZONE_BY_NAME =
      Set.of("timestamptz", "timestampltz", "timestamp_tz", "timestamp_ltz");

  private static final Set<String> JSON_BY_NAME =
      Set.of("json", "jsonb", "variant", "object", "array", "super");

  /** What PostgreSQL's driver makes of {@code infinity}, a time that its tables may hold. */
  private static final Set<Object> FOR_EVER =
      Set.of(OffsetDateTime.MAX.toInstant(), LocalDateTime.MAX, LocalDate.MAX);

  private static final Set<Object> SINCE_EVER =
      Set.of(OffsetDateTime.MIN.toInstant(), LocalDateTime.MIN, LocalDate.MIN);

  /** The kind of a result's column. */
  public static ColumnKind of(ResultSetMetaData data, int index, Dialect dialect)
      throws SQLException {
    int type = data.getColumnType(index);
    String name = String.valueOf(data.getColumnTypeName(index)).toLowerCase(Locale.ROOT);
    if (JSON_BY_NAME.contains(name)) {
      return JSON;
    }
    return switch (type) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> INTEGER;
      case Types.BIGINT -> name.contains("unsigned") ? NUMBER : INTEGER;
      case Types.NUMERIC, Types.DECIMAL -> NUMBER;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> FLOATING;
      case Types.BOOLEAN -> BOOLEAN;
      case Types.BIT -> name.equals("bool") || data.getPrecision(index) == 1 ? BOOLEAN : TEXT;
      case Types.DATE -> DATE;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BYTES;
      default -> time(type, name, dialect);
    };
  }

  private static ColumnKind time(int type, String name, Dialect dialect) {
    if (WITH_ZONE.contains(type) || WITH_ZONE_BY_NAME.contains(name)) {
      return INSTANT;
    }
    if (type != Types.TIMESTAMP) {
      return TEXT;
    }
    // MariaDB's TIMESTAMP is a point in time, its DATETIME is not.
    return dialect == Dialect.MARIADB && name.equals("timestamp") ? SESSION_INSTANT : LOCAL_TIME;
  }

  /** The value in the current row; null for NULL. */
  public abstract @Nullable Object read(ResultSet rows, int index) throws SQLException;

  public void write(Object value, JsonGenerator json) throws IOException {
    json.writeString(
        FOR_EVER.contains(value)
            ? "infinity"
            : SINCE_EVER.contains(value) ? "-infinity" : value.toString());
  }

  public boolean isTime() {
    return this == INSTANT || this == SESSION_INSTANT || this == LOCAL_TIME || this == DATE;
  }

  /** All digits, unless an exponent makes more of them than any database would show. */
  private static String digits(BigDecimal value) {
    return Math.abs((long) value.scale()) > MOST_ZEROS ? value.toString() : value.toPlainString();
  }

  private static Calendar utc() {
    return Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
  }
}
