package io.github.mailmodosource.parquet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * The tree of types of the flat list that a footer has. Only annotations are kept by which a value
 * is read in another way; what newer writers annotate and nobody here knows is read as it is
 * stored.
 */
final class SchemaReader {
  private final Iterator<SchemaElement> elements;

  private SchemaReader(Iterator<SchemaElement> elements) {
    this.elements = elements;
  }

  /**
   * The schema.
   *
   * @throws RuntimeException of any kind if the list is not a tree of types
   */
  static MessageType schema(List<SchemaElement> elements) {
    Iterator<SchemaElement> list = elements.iterator();
    SchemaElement root = list.next();
    return new MessageType(root.getName(), new SchemaReader(list).fields(root.getNum_children()));
  }

  private List<Type> fields(int count) {
    List<Type> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(field());
    }
    return fields;
  }

  private Type field() {
    SchemaElement element = elements.next();
    Repetition repetition = Repetition.valueOf(element.getRepetition_type().name());
    if (!element.isSetType()) {
      return Types.buildGroup(repetition)
          .as(annotation(element))
          .addFields(fields(element.getNum_children()).toArray(Type[]::new))
          .named(element.getName());
    }
    PrimitiveTypeName type =
        element.getType() == org.apache.parquet.format.Type.BYTE_ARRAY
            ? PrimitiveTypeName.BINARY
            : PrimitiveTypeName.valueOf(element.getType().name());
    return new PrimitiveType(repetition, type, element.getType_length(), element.getName())
        .withLogicalTypeAnnotation(annotation(element));
  }

  private static @Nullable LogicalTypeAnnotation annotation(SchemaElement element) {
    // One that a newer writer knows and this library does not is a type of nothing.
    return element.isSetLogicalType() && element.getLogicalType().isSet()
        ? annotation(element.getLogicalType())
        : element.isSetConverted_type() ? annotation(element.getConverted_type(), element) : null;
  }

  private static @Nullable LogicalTypeAnnotation annotation(LogicalType type) {
    return switch (type.getSetField()) {
      case STRING -> LogicalTypeAnnotation.stringType();
      case ENUM -> LogicalTypeAnnotation.enumType();
      case JSON -> LogicalTypeAnnotation.jsonType();
      case UUID -> LogicalTypeAnnotation.uuidType();
      case FLOAT16 -> LogicalTypeAnnotation.float16Type();
      case LIST -> LogicalTypeAnnotation.listType();
      case MAP -> LogicalTypeAnnotation.mapType();
      case DATE -> LogicalTypeAnnotation.dateType();
      case BSON -> LogicalTypeAnnotation.bsonType();
      case DECIMAL -> {
        DecimalType decimal = type.getDECIMAL();
        yield LogicalTypeAnnotation.decimalType(decimal.getScale(), decimal.getPrecision());
      }
      case INTEGER -> {
        IntType integer = type.getINTEGER();
        yield LogicalTypeAnnotation.intType(integer.getBitWidth(), integer.isIsSigned());
      }
      case TIME -> {
        TimeType time = type.getTIME();
        yield LogicalTypeAnnotation.timeType(time.isIsAdjustedToUTC(), unit(time.getUnit()));
      }
      case TIMESTAMP -> {
        TimestampType time = type.getTIMESTAMP();
        yield LogicalTypeAnnotation.timestampType(time.isIsAdjustedToUTC(), unit(time.getUnit()));
      }
      default -> null;
    };
  }

  private static LogicalTypeAnnotation.TimeUnit unit(TimeUnit unit) {
    return LogicalTypeAnnotation.TimeUnit.valueOf(unit.getSetField().name());
  }

  /** Of writers that did not know the newer annotations; their times are all in UTC. */
  private static @Nullable LogicalTypeAnnotation annotation(
      ConvertedType type, SchemaElement element) {
    return switch (type) {
      case UTF8 -> LogicalTypeAnnotation.stringType();
      case ENUM -> LogicalTypeAnnotation.enumType();
      case JSON -> LogicalTypeAnnotation.jsonType();
      case BSON -> LogicalTypeAnnotation.bsonType();
      case LIST -> LogicalTypeAnnotation.listType();
      case MAP, MAP_KEY_VALUE -> LogicalTypeAnnotation.mapType();
      case DATE -> LogicalTypeAnnotation.dateType();
      case INTERVAL -> LogicalTypeAnnotation.intervalType();
      case DECIMAL -> LogicalTypeAnnotation.decimalType(element.getScale(), element.getPrecision());
      case TIME_MILLIS ->
          LogicalTypeAnnotation.timeType(true, LogicalTypeAnnotation.TimeUnit.MILLIS);
      case TIME_MICROS ->
          LogicalTypeAnnotation.timeType(true, LogicalTypeAnnotation.TimeUnit.MICROS);
      case TIMESTAMP_MILLIS ->
          LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MILLIS);
      case TIMESTAMP_MICROS ->
          LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS);
      case UINT_8 -> LogicalTypeAnnotation.intType(8, false);
      case UINT_16 -> LogicalTypeAnnotation.intType(16, false);
      case UINT_32 -> LogicalTypeAnnotation.intType(32, false);
      case UINT_64 -> LogicalTypeAnnotation.intType(64, false);
      case INT_8, INT_16, INT_32, INT_64 -> null;
    };
  }
}
