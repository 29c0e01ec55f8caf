package io.github.mailmodosource.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/**
 * Takes the value of a field of a record. A field that is repeated without being called a list, as
 * Protocol Buffers have it, becomes a list all the same.
 */
final class FieldConverter {
  private final Consumer<Object> to;
  private final boolean repeated;
  private final Converter converter;
  private @Nullable List<Object> values;

  private FieldConverter(Type type, Consumer<Object> to, Consumer<String> problem) {
    this.to = to;
    repeated = type.isRepetition(Repetition.REPEATED);
    converter = converterOf(type, repeated ? this::add : to, problem);
  }

  /**
   * A converter.
   *
   * @param to takes the value, if the record has one
   * @param problem takes why a value cannot be read
   */
  static FieldConverter of(Type type, Consumer<Object> to, Consumer<String> problem) {
    return new FieldConverter(type, to, problem);
  }

  /** What converts one value of a type, not looking at whether it is repeated. */
  static Converter converterOf(Type type, Consumer<Object> to, Consumer<String> problem) {
    if (type.isPrimitive()) {
      return new LeafConverter(type.asPrimitiveType(), to, problem);
    }
    if (type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
        && ListConverter.fits(type.asGroupType())) {
      return new ListConverter(type.asGroupType(), to, problem);
    }
    if (type.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
        && MapConverter.fits(type.asGroupType())) {
      return new MapConverter(type.asGroupType(), to, problem);
    }
    return new ObjectConverter(type.asGroupType(), to, problem);
  }

  Converter converter() {
    return converter;
  }

  /** A record begins. */
  void start() {
    values = null;
  }

  /** It ends. */
  void end() {
    List<Object> found = values;
    if (found != null) {
      to.accept(found);
    }
  }

  private void add(Object value) {
    List<Object> found = values;
    if (found == null) {
      found = new ArrayList<>();
      values = found;
    }
    found.add(value);
  }
}
