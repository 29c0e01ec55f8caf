package io.github.mailmodosource.parquet;

import io.github.mailmodosource.record.RecordRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Puts what the library reads of a row into a {@link RecordRow}. */
final class RowMaterializer extends RecordMaterializer<RecordRow> {
  private final RecordRow row;
  private final Root root;

  RowMaterializer(MessageType schema, RecordRow row) {
    this.row = row;
    root = new Root(schema, row);
  }

  @Override
  public RecordRow getCurrentRecord() {
    return row;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private static final class Root extends GroupConverter {
    private final RecordRow row;
    private final List<FieldConverter> fields = new ArrayList<>();

    Root(MessageType schema, RecordRow row) {
      this.row = row;
      for (int i = 0; i < schema.getFieldCount(); i++) {
        int column = i;
        fields.add(
            FieldConverter.of(
                schema.getType(i),
                value -> row.set(column, value),
                why -> row.cannotRead(column, why)));
      }
    }

    @Override
    public Converter getConverter(int field) {
      return fields.get(field).converter();
    }

    @Override
    public void start() {
      row.clear();
      fields.forEach(FieldConverter::start);
    }

    @Override
    public void end() {
      fields.forEach(FieldConverter::end);
    }
  }
}
