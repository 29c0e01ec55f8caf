package io.github.mailmodosource.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/**
 * A list, in the form of today (a group that repeats a group of one element) or in one of those
 * that Hive, Spark, Avro and Thrift wrote before there was one. The rules by which they are told
 * apart are those of Parquet's LogicalTypes.md, "Backward-compatibility rules".
 */
final class ListConverter extends GroupConverter {
  private final Consumer<Object> to;
  private final Converter elements;
  private List<@Nullable Object> list = new ArrayList<>();

  ListConverter(GroupType type, Consumer<Object> to, Consumer<String> problem) {
    this.to = to;
    Type repeated = type.getType(0);
    elements =
        isElement(repeated, type.getName())
            ? FieldConverter.converterOf(repeated, this::add, problem)
            : new Wrapper(repeated.asGroupType().getType(0), problem);
  }

  /** Whether a group that is called a list has the shape of one. */
  static boolean fits(GroupType type) {
    return type.getFieldCount() == 1 && type.getType(0).isRepetition(Repetition.REPEATED);
  }

  private static boolean isElement(Type repeated, String listName) {
    if (repeated.isPrimitive()) {
      return true;
    }
    GroupType group = repeated.asGroupType();
    return group.getFieldCount() != 1
        || group.getType(0).isRepetition(Repetition.REPEATED)
        || group.getName().equals("array")
        || group.getName().equals(listName + "_tuple");
  }

  private void add(@Nullable Object value) {
    list.add(value);
  }

  @Override
  public Converter getConverter(int field) {
    return elements;
  }

  @Override
  public void start() {
    list = new ArrayList<>();
  }

  @Override
  public void end() {
    to.accept(list);
  }

  /** The group around an element, without which it could not be null. */
  private final class Wrapper extends GroupConverter {
    private final Converter element;
    private @Nullable Object value;

    Wrapper(Type type, Consumer<String> problem) {
      element = FieldConverter.converterOf(type, found -> value = found, problem);
    }

    @Override
    public Converter getConverter(int field) {
      return element;
    }

    @Override
    public void start() {
      value = null;
    }

    @Override
    public void end() {
      add(value);
    }
  }
}
