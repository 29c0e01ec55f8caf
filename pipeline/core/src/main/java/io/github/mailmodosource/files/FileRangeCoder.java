package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.rows.RowFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** File, compressed, format, start, end. */
final class FileRangeCoder extends VersionedCoder<FileRange> {
  FileRangeCoder() {
    super(1);
  }

  @Override
  protected void write(FileRange range, OutputStream out) throws IOException {
    writeText(range.file(), out);
    writeNumber(range.compressed() ? 1 : 0, out);
    writeCode(range.format().code(), out);
    writeNumber(range.start(), out);
    writeNumber(range.end(), out);
  }

  @Override
  protected FileRange read(InputStream in) throws IOException {
    return new FileRange(
        readText(in),
        readNumber(in) == 1,
        RowFormat.ofCode(readCode(in)),
        readNumber(in),
        readNumber(in));
  }
}
