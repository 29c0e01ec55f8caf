package io.github.mailmodosource.parquet;

import io.github.mailmodosource.record.Forms;
import io.github.mailmodosource.record.Forms.Unit;
import io.github.mailmodosource.record.JsonValue.JsonText;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column without parts mean; the rules are those of Parquet's LogicalTypes.md.
 *
 * @param bytes of one that is stored as bytes
 * @param numbers of one that is stored as a whole number
 */
record LeafForm(@Nullable Function<byte[], Object> bytes, @Nullable LongFunction<Object> numbers) {
  private static final int INT96_BYTES = 12;

  /** The day of 1970-01-01 where days are counted as astronomers do, at midnight. */
  private static final long JULIAN_DAY_OF_1970 = 2_440_588;

  private static final long SECONDS_OF_DAY = 86_400;

  static LeafForm of(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> new LeafForm(bytesOf(type), null);
      case INT32, INT64 -> new LeafForm(null, numbersOf(type));
      case BOOLEAN, FLOAT, DOUBLE -> new LeafForm(null, null);
    };
  }

  Object ofBytes(byte[] value) {
    if (bytes == null) {
      throw new IllegalStateException("these values are not stored as bytes");
    }
    return bytes.apply(value);
  }

  Object ofLong(long value) {
    if (numbers == null) {
      throw new IllegalStateException("these values are not stored as numbers");
    }
    return numbers.apply(value);
  }

  private static Function<byte[], Object> bytesOf(PrimitiveType type) {
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
      return LeafForm::int96;
    }
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof StringLogicalTypeAnnotation
        || annotation instanceof EnumLogicalTypeAnnotation) {
      return Forms::text;
    }
    if (annotation instanceof JsonLogicalTypeAnnotation) {
      return value -> new JsonText(Forms.text(value));
    }
    if (annotation instanceof UUIDLogicalTypeAnnotation) {
      return Forms::uuid;
    }
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return value -> Forms.decimal(value, decimal.getScale());
    }
    if (annotation instanceof Float16LogicalTypeAnnotation) {
      return LeafForm::float16;
    }
    // Impala and older writers annotate no text, so that only the bytes can say that they are some.
    return annotation == null && type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        ? Forms::textOrBase64
        : Forms::base64;
  }

  private static LongFunction<Object> numbersOf(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof DateLogicalTypeAnnotation) {
      return Forms::date;
    }
    if (annotation instanceof TimestampLogicalTypeAnnotation time) {
      Unit unit = Unit.valueOf(time.getUnit().name());
      return time.isAdjustedToUTC()
          ? value -> Forms.instant(value, unit)
          : value -> Forms.localTime(value, unit);
    }
    if (annotation instanceof TimeLogicalTypeAnnotation time) {
      Unit unit = Unit.valueOf(time.getUnit().name());
      return value -> Forms.timeOfDay(value, unit).toString();
    }
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return value -> BigDecimal.valueOf(value, decimal.getScale());
    }
    if (annotation instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
      return type.getPrimitiveTypeName() == PrimitiveTypeName.INT32
          ? value -> value & 0xFFFF_FFFFL
          : value -> new BigDecimal(Long.toUnsignedString(value));
    }
    return value -> value;
  }

  /** The time of Hive, Impala and Spark: nanoseconds of the day, then the day, in UTC. */
  private static Object int96(byte[] value) {
    if (value.length != INT96_BYTES) {
      throw new IllegalArgumentException("a time of 96 bits has 12 bytes, not " + value.length);
    }
    ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = in.getLong();
    long day = in.getInt() - JULIAN_DAY_OF_1970;
    return Instant.ofEpochSecond(day * SECONDS_OF_DAY, nanos);
  }

  /** One bit of sign, five of exponent, ten of fraction. */
  private static Object float16(byte[] value) {
    int bits = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getShort();
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    double size;
    if (exponent == 0x1F) {
      size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      size = Math.scalb((double) fraction, -24);
    } else {
      size = Math.scalb((double) (fraction | 0x400), exponent - 25);
    }
    return Forms.floating((float) (bits < 0 ? -size : size));
  }
}
