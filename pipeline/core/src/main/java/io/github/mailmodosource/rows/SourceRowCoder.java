package io.github.mailmodosource.rows;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Head and place, then the row's bytes ({@link RowWireForm}), each counted. */
public final class SourceRowCoder extends VersionedCoder<SourceRow> {
  private static final SourceRowCoder INSTANCE = new SourceRowCoder();

  private SourceRowCoder() {
    super(2);
  }

  public static SourceRowCoder of() {
    return INSTANCE;
  }

  @Override
  protected void write(SourceRow row, OutputStream out) throws IOException {
    writeBytes(RowWireForm.beforeBytes(row), out);
    writeBytes(row.buffer(), row.offset(), row.length(), out);
  }

  @Override
  protected SourceRow read(InputStream in) throws IOException {
    return RowWireForm.row(readBytes(in), readBytes(in));
  }
}
