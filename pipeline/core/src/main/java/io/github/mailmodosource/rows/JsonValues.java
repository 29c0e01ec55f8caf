package io.github.mailmodosource.rows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a block of {@link RowFormat#JSON_VALUES}: JSON objects that are cut out of a text in
 * which a line is not a row. In front of each stand its byte in the file and its line (longs) and
 * its length (an int), so that nobody has to look for its end a second time.
 */
public final class JsonValues {
  private static final int PLACE_BYTES = 2 * Long.BYTES + Integer.BYTES;

  private JsonValues() {}

  /**
   * Appends a row to a block.
   *
   * @param position its first byte in the (decompressed) file
   * @param line its line, from 1; 0 if others stand in front of it in the same line
   */
  public static void append(
      long position, long line, byte[] bytes, int from, int length, ByteArrayOutputStream block) {
    byte[] place = new byte[PLACE_BYTES];
    ByteBuffer.wrap(place).putLong(position).putLong(line).putInt(length);
    block.write(place, 0, PLACE_BYTES);
    block.write(bytes, from, length);
  }

  static void forEachRow(RowBlock block, Consumer<SourceRow> sink) {
    ByteBuffer in = ByteBuffer.wrap(block.bytes());
    while (in.hasRemaining()) {
      long position = in.getLong();
      long line = in.getLong();
      int length = in.getInt();
      sink.accept(
          new SourceRow(
              block.source(),
              position,
              line,
              RowFormat.JSON_LINES,
              null,
              block.bytes(),
              in.position(),
              SourceRow.heldOf(length),
              length));
      in.position(in.position() + length);
    }
  }

  /** Where the last row of a block begins in the file. */
  static long lastPosition(RowBlock block) {
    long[] last = {block.position()};
    forEachRow(block, row -> last[0] = row.position());
    return last[0];
  }

  /** The rows that begin at this position of the file or behind it; null if there are none. */
  static @Nullable RowBlock behind(RowBlock block, long passed) {
    ByteBuffer in = ByteBuffer.wrap(block.bytes());
    while (in.hasRemaining()) {
      int start = in.position();
      long position = in.getLong();
      long line = in.getLong();
      int length = in.getInt();
      if (position >= passed) {
        return new RowBlock(
            block.source(),
            position,
            line,
            block.format(),
            null,
            0,
            Arrays.copyOfRange(block.bytes(), start, block.bytes().length));
      }
      in.position(in.position() + length);
    }
    return null;
  }

  /**
   * A block of one row of several lines, as a dead letter may hold it; null if its lines are rows.
   */
  static @Nullable RowBlock blockOf(SourceRow row) {
    byte[] bytes = row.buffer();
    int end = row.offset() + row.length();
    if (row.format() != RowFormat.JSON_LINES
        || row.isCut()
        || RowSplitter.endOfLine(bytes, row.offset(), end) < 0) {
      return null;
    }
    int first = row.offset();
    while (first < end && JsonScanner.isSpace(bytes[first])) {
      first++;
    }
    int valueEnd = new JsonScanner().scan(bytes, first, end);
    while (valueEnd >= 0 && valueEnd < end && JsonScanner.isSpace(bytes[valueEnd])) {
      valueEnd++;
    }
    if (valueEnd >= 0 && valueEnd < end) {
      return null;
    }
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    append(row.position(), row.line(), bytes, row.offset(), row.length(), block);
    return new RowBlock(
        row.source(),
        row.position(),
        row.line(),
        RowFormat.JSON_VALUES,
        null,
        0,
        block.toByteArray());
  }
}
