package io.github.mailmodosource.table;

import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.jdbc.ColumnKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The number of values, then kind and text of each. */
final class TablePartitionCoder extends VersionedCoder<TablePartition> {
  TablePartitionCoder() {
    super(2);
  }

  @Override
  protected void write(TablePartition partition, OutputStream out) throws IOException {
    writeNumber(partition.values().size(), out);
    for (SqlValue value : partition.values()) {
      writeText(value.kind().code(), out);
      writeText(value.text(), out);
    }
  }

  @Override
  protected TablePartition read(InputStream in) throws IOException {
    long size = readNumber(in);
    List<SqlValue> values = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      values.add(new SqlValue(ColumnKind.ofCode(readText(in)), readText(in)));
    }
    return new TablePartition(values);
  }
}
