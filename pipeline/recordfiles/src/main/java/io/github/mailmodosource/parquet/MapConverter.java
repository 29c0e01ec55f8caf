package io.github.mailmodosource.parquet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/** A map: an object, with the text of its keys as names. */
final class MapConverter extends GroupConverter {
  private final Consumer<Object> to;
  private final Entry entry;
  private Map<String, @Nullable Object> map = new LinkedHashMap<>();

  MapConverter(GroupType type, Consumer<Object> to, Consumer<String> problem) {
    this.to = to;
    entry = new Entry(type.getType(0).asGroupType(), problem);
  }

  /** Whether a group that is called a map has the shape of one. */
  static boolean fits(GroupType type) {
    if (type.getFieldCount() != 1 || type.getType(0).isPrimitive()) {
      return false;
    }
    GroupType entry = type.getType(0).asGroupType();
    return entry.isRepetition(Repetition.REPEATED)
        && entry.getFieldCount() == 2
        && entry.getFields().stream().noneMatch(part -> part.isRepetition(Repetition.REPEATED));
  }

  @Override
  public Converter getConverter(int field) {
    return entry;
  }

  @Override
  public void start() {
    map = new LinkedHashMap<>();
  }

  @Override
  public void end() {
    to.accept(map);
  }

  private final class Entry extends GroupConverter {
    private final Converter[] parts;
    private @Nullable Object key;
    private @Nullable Object value;

    Entry(GroupType type, Consumer<String> problem) {
      Type keyType = type.getType(0);
      Type valueType = type.getType(1);
      parts =
          new Converter[] {
            FieldConverter.converterOf(keyType, found -> key = found, problem),
            FieldConverter.converterOf(valueType, found -> value = found, problem)
          };
    }

    @Override
    public Converter getConverter(int field) {
      return parts[field];
    }

    @Override
    public void start() {
      key = null;
      value = null;
    }

    @Override
    public void end() {
      map.put(String.valueOf(key), value);
    }
  }
}
