package io.github.mailmodosource.table;

import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.jdbc.ColumnKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Table; column; whether there is a value, then its kind and text; how many rows, then 16 bytes for
 * each; how many had the value.
 */
final class PollMarkCoder extends VersionedCoder<PollMark> {
  private static final int NO = 0;
  private static final int YES = 1;

  PollMarkCoder() {
    super(1);
  }

  @Override
  protected void write(PollMark mark, OutputStream out) throws IOException {
    writeText(mark.source(), out);
    writeText(mark.column(), out);
    SqlValue value = mark.value();
    writeCode(value == null ? NO : YES, out);
    if (value != null) {
      writeText(value.kind().code(), out);
      writeText(value.text(), out);
    }
    writeNumber(mark.passed().size(), out);
    for (Hash128 row : mark.passed()) {
      row.write(out);
    }
    writeNumber(mark.rows(), out);
  }

  @Override
  protected PollMark read(InputStream in) throws IOException {
    String source = readText(in);
    String column = readText(in);
    @Nullable SqlValue value =
        readCode(in) == NO ? null : new SqlValue(ColumnKind.ofCode(readText(in)), readText(in));
    List<Hash128> passed = new ArrayList<>();
    for (long left = readNumber(in); left > 0; left--) {
      passed.add(Hash128.read(in));
    }
    return new PollMark(source, column, value, passed, readNumber(in));
  }
}
