package io.github.mailmodosource.avro;

import io.github.mailmodosource.record.Forms;
import io.github.mailmodosource.record.Forms.Unit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * What a value means by its schema. The rules are those of Avro's specification, "Logical Types"; a
 * logical type that it does not name is no reason not to read the value as it is stored.
 */
final class AvroValue {
  private static final Conversions.BigDecimalConversion BIG_DECIMAL =
      new Conversions.BigDecimalConversion();

  private AvroValue() {}

  /**
   * A value, as {@link io.github.mailmodosource.record.JsonValue} writes it; null if there is none.
   *
   * @throws IllegalArgumentException and what {@link Forms} throws besides if it means nothing
   */
  static @Nullable Object of(Schema schema, @Nullable Object value) {
    return value == null
        ? null
        : switch (schema.getType()) {
          case NULL -> null;
          case UNION ->
              of(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
          case RECORD -> object(schema, (IndexedRecord) value);
          case MAP -> map(schema, (Map<?, ?>) value);
          case ARRAY -> list(schema, (Iterable<?>) value);
          case ENUM -> value.toString();
          case STRING -> text(value);
          case BYTES -> bytes(schema, bytesOf((ByteBuffer) value));
          case FIXED -> bytes(schema, ((GenericFixed) value).bytes());
          case INT -> ofInt(schema, (Integer) value);
          case LONG -> ofLong(schema, (Long) value);
          case FLOAT -> Forms.floating((Float) value);
          case DOUBLE, BOOLEAN -> value;
        };
  }

  private static Map<String, Object> object(Schema schema, IndexedRecord record) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (Schema.Field field : schema.getFields()) {
      Object value = of(field.schema(), record.get(field.pos()));
      if (value != null) {
        object.put(field.name(), value);
      }
    }
    return object;
  }

  private static Map<String, @Nullable Object> map(Schema schema, Map<?, ?> values) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    values.forEach((key, value) -> map.put(text(key), of(schema.getValueType(), value)));
    return map;
  }

  private static List<@Nullable Object> list(Schema schema, Iterable<?> values) {
    List<@Nullable Object> list = new ArrayList<>();
    values.forEach(value -> list.add(of(schema.getElementType(), value)));
    return list;
  }

  private static String text(Object value) {
    return value instanceof Utf8 utf8
        ? Forms.text(Arrays.copyOf(utf8.getBytes(), utf8.getByteLength()))
        : value.toString();
  }

  private static byte[] bytesOf(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  private static Object bytes(Schema schema, byte[] value) {
    LogicalType type = schema.getLogicalType();
    if (type instanceof LogicalTypes.Decimal decimal) {
      return Forms.decimal(value, decimal.getScale());
    }
    if (type instanceof LogicalTypes.BigDecimal) {
      return BIG_DECIMAL.fromBytes(ByteBuffer.wrap(value), schema, type);
    }
    return type instanceof LogicalTypes.Uuid ? Forms.uuid(value) : Forms.base64(value);
  }

  private static Object ofInt(Schema schema, int value) {
    LogicalType type = schema.getLogicalType();
    if (type instanceof LogicalTypes.Date) {
      return Forms.date(value);
    }
    return type instanceof LogicalTypes.TimeMillis
        ? Forms.timeOfDay(value, Unit.MILLIS).toString()
        : Long.valueOf(value);
  }

  private static Object ofLong(Schema schema, long value) {
    LogicalType type = schema.getLogicalType();
    return switch (type == null ? "" : type.getName()) {
      case "timestamp-millis" -> Forms.instant(value, Unit.MILLIS);
      case "timestamp-micros" -> Forms.instant(value, Unit.MICROS);
      case "timestamp-nanos" -> Forms.instant(value, Unit.NANOS);
      case "local-timestamp-millis" -> Forms.localTime(value, Unit.MILLIS);
      case "local-timestamp-micros" -> Forms.localTime(value, Unit.MICROS);
      case "local-timestamp-nanos" -> Forms.localTime(value, Unit.NANOS);
      case "time-micros" -> Forms.timeOfDay(value, Unit.MICROS).toString();
      default -> value;
    };
  }
}
