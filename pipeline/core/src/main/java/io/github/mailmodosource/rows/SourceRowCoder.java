package io.github.mailmodosource.rows;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Source, position, line, format, header, whole length, bytes. */
public final class SourceRowCoder extends VersionedCoder<SourceRow> {
  private static final SourceRowCoder INSTANCE = new SourceRowCoder();
  private static final RowFormat[] FORMATS = RowFormat.values();

  private SourceRowCoder() {
    super(1);
  }

  public static SourceRowCoder of() {
    return INSTANCE;
  }

  @Override
  protected void write(SourceRow row, OutputStream out) throws IOException {
    writeText(row.source(), out);
    writeNumber(row.position(), out);
    writeNumber(row.line(), out);
    writeNumber(row.format().ordinal(), out);
    writeOptionalBytes(row.header(), out);
    writeNumber(row.wholeLength(), out);
    writeBytes(row.buffer(), row.offset(), row.length(), out);
  }

  @Override
  protected SourceRow read(InputStream in) throws IOException {
    String source = readText(in);
    long position = readNumber(in);
    long line = readNumber(in);
    RowFormat format = FORMATS[(int) readNumber(in)];
    byte[] header = readOptionalBytes(in);
    long wholeLength = readNumber(in);
    byte[] bytes = readBytes(in);
    return new SourceRow(
        source, position, line, format, header, bytes, 0, bytes.length, wholeLength);
  }
}
