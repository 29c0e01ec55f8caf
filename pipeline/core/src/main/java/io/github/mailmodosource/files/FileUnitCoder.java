package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.rows.RowFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** How many ranges, then each: file, size, format, start, end. */
final class FileUnitCoder extends VersionedCoder<FileUnit> {
  private static final int TOLD_BY_CONTENT = 255;

  FileUnitCoder() {
    super(1);
  }

  @Override
  protected void write(FileUnit unit, OutputStream out) throws IOException {
    writeNumber(unit.ranges().size(), out);
    for (FileRange range : unit.ranges()) {
      writeText(range.file(), out);
      writeNumber(range.size(), out);
      RowFormat format = range.format();
      writeCode(format == null ? TOLD_BY_CONTENT : format.code(), out);
      writeNumber(range.start(), out);
      writeNumber(range.end(), out);
    }
  }

  @Override
  protected FileUnit read(InputStream in) throws IOException {
    List<FileRange> ranges = new ArrayList<>();
    for (long left = readNumber(in); left > 0; left--) {
      String file = readText(in);
      long size = readNumber(in);
      int format = readCode(in);
      ranges.add(
          new FileRange(
              file,
              size,
              format == TOLD_BY_CONTENT ? null : RowFormat.ofCode(format),
              readNumber(in),
              readNumber(in)));
    }
    return new FileUnit(ranges);
  }
}
