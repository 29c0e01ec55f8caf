package io.github.mailmodosource.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** A record within a row: an object of the fields that it has. */
final class ObjectConverter extends GroupConverter {
  private final Consumer<Object> to;
  private final List<FieldConverter> fields = new ArrayList<>();
  private Map<String, Object> object = new LinkedHashMap<>();

  ObjectConverter(GroupType type, Consumer<Object> to, Consumer<String> problem) {
    this.to = to;
    for (Type field : type.getFields()) {
      fields.add(FieldConverter.of(field, value -> object.put(field.getName(), value), problem));
    }
  }

  @Override
  public Converter getConverter(int field) {
    return fields.get(field).converter();
  }

  @Override
  public void start() {
    object = new LinkedHashMap<>();
    fields.forEach(FieldConverter::start);
  }

  @Override
  public void end() {
    fields.forEach(FieldConverter::end);
    to.accept(object);
  }
}
