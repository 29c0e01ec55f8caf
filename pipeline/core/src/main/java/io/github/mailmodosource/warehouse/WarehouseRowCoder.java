package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Event, id, number of values, values. */
public final class WarehouseRowCoder extends VersionedCoder<WarehouseRow> {
  private static final WarehouseRowCoder INSTANCE = new WarehouseRowCoder();

  private WarehouseRowCoder() {
    super(2);
  }

  public static WarehouseRowCoder of() {
    return INSTANCE;
  }

  @Override
  protected void write(WarehouseRow row, OutputStream out) throws IOException {
    writeCode(row.type().code(), out);
    writeText(row.id(), out);
    writeNumber(row.values().size(), out);
    for (String value : row.values()) {
      writeOptionalText(value, out);
    }
  }

  @Override
  protected WarehouseRow read(InputStream in) throws IOException {
    EventType type = EventType.ofCode(readCode(in));
    String id = readText(in);
    int size = (int) readNumber(in);
    List<@Nullable String> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(readOptionalText(in));
    }
    return new WarehouseRow(type, id, values);
  }
}
