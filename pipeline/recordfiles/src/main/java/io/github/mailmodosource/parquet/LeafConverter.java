package io.github.mailmodosource.parquet;

import io.github.mailmodosource.record.Forms;
import java.time.DateTimeException;
import java.util.function.Consumer;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** A value that has no parts. One that stands in a dictionary is converted once. */
final class LeafConverter extends PrimitiveConverter {
  private final LeafForm form;
  private final Consumer<Object> to;
  private final Consumer<String> problem;
  private final boolean isBinary;
  private @Nullable Dictionary dictionary;
  private @Nullable Object[] known = new @Nullable Object[0];

  LeafConverter(PrimitiveType type, Consumer<Object> to, Consumer<String> problem) {
    this.form = LeafForm.of(type);
    this.to = to;
    this.problem = problem;
    isBinary = form.bytes() != null && type.getPrimitiveTypeName() != PrimitiveTypeName.INT96;
  }

  @Override
  public boolean hasDictionarySupport() {
    return isBinary;
  }

  @Override
  public void setDictionary(Dictionary values) {
    dictionary = values;
    known = new @Nullable Object[values.getMaxId() + 1];
  }

  @Override
  public void addValueFromDictionary(int id) {
    Dictionary values = dictionary;
    if (values == null || id < 0 || id >= known.length) {
      throw new IllegalStateException("a value is not in its dictionary");
    }
    Object value = known[id];
    if (value == null) {
      value = converted(() -> form.ofBytes(values.decodeToBinary(id).getBytes()));
      known[id] = value;
    }
    if (value != null) {
      to.accept(value);
    }
  }

  @Override
  public void addBinary(Binary value) {
    add(() -> form.ofBytes(value.getBytes()));
  }

  @Override
  public void addLong(long value) {
    add(() -> form.ofLong(value));
  }

  @Override
  public void addInt(int value) {
    add(() -> form.ofLong(value));
  }

  @Override
  public void addBoolean(boolean value) {
    to.accept(value);
  }

  @Override
  public void addDouble(double value) {
    to.accept(value);
  }

  @Override
  public void addFloat(float value) {
    to.accept(Forms.floating(value));
  }

  private void add(Conversion conversion) {
    Object value = converted(conversion);
    if (value != null) {
      to.accept(value);
    }
  }

  private @Nullable Object converted(Conversion conversion) {
    try {
      return conversion.value();
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      problem.accept(String.valueOf(e.getMessage()));
      return null;
    }
  }

  @FunctionalInterface
  private interface Conversion {
    Object value();
  }
}
