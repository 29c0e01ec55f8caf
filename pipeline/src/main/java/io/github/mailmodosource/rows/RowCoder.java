package io.github.mailmodosource.rows;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Source, position, line, format, header, whole length, bytes. */
public final class RowCoder extends VersionedCoder<Row> {
  private static final RowCoder INSTANCE = new RowCoder();
  private static final RowFormat[] FORMATS = RowFormat.values();

  private RowCoder() {
    super(1);
  }

  public static RowCoder of() {
    return INSTANCE;
  }

  @Override
  protected void write(Row row, OutputStream out) throws IOException {
    writeText(row.source(), out);
    writeNumber(row.position(), out);
    writeNumber(row.line(), out);
    writeNumber(row.format().ordinal(), out);
    writeOptionalBytes(row.header(), out);
    writeNumber(row.wholeLength(), out);
    writeBytes(row.buffer(), row.offset(), row.length(), out);
  }

  @Override
  protected Row read(InputStream in) throws IOException {
    String source = readText(in);
    long position = readNumber(in);
    long line = readNumber(in);
    RowFormat format = FORMATS[(int) readNumber(in)];
    byte[] header = readOptionalBytes(in);
    long wholeLength = readNumber(in);
    byte[] bytes = readBytes(in);
    return new Row(source, position, line, format, header, bytes, 0, bytes.length, wholeLength);
  }
}
