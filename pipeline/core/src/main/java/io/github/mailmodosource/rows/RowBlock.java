package io.github.mailmodosource.rows;

import io.github.mailmodosource.files.RangeReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some whole rows that stand beside each other in a file. Few and large elements at the front of a
 * pipeline are what every runner likes; the rows themselves are cut out where they are parsed.
 *
 * @param source the file, or the table
 * @param position the first byte of the block in the (decompressed) file; {@link
 *     SourceRow#UNKNOWN_POSITION} if {@code source} says it all
 * @param firstLine the line of the first row, from 1; 0 if not known
 * @param header the CSV header line, for CSV only
 * @param cutFrom 0, or the whole length of the one row of this block, of which only the beginning
 *     is here because it was too large to hold
 * @param bytes the rows with their line ends
 */
public record RowBlock(
    String source,
    long position,
    long firstLine,
    RowFormat format,
    byte @Nullable [] header,
    long cutFrom,
    byte[] bytes) {

  /** A block of this one row. */
  public static RowBlock of(SourceRow row) {
    return new RowBlock(
        row.source(),
        row.position(),
        row.line(),
        row.format(),
        row.header(),
        row.isCut() ? row.wholeLength() : 0,
        Arrays.copyOfRange(row.buffer(), row.offset(), row.offset() + row.length()));
  }

  /** Hands each row that is not blank to {@code sink}. */
  public void forEachRow(Consumer<SourceRow> sink) {
    RowSplitter splitter = RowSplitter.of(format);
    long line = firstLine;
    int from = 0;
    while (from < bytes.length) {
      int next = splitter.endOfRow(bytes, from, bytes.length);
      if (next < 0 || cutFrom > 0) {
        next = bytes.length;
      }
      int end = RowSplitter.trimLineEnd(bytes, from, next);
      if (format == RowFormat.TABLE) {
        sink.accept(tableRow(from, end));
      } else if (cutFrom > 0 || !RowSplitter.isBlank(bytes, from, end)) {
        int whole = end - from;
        // A reader may have held such a row by chance; that must not decide what becomes of it.
        int length = whole > RangeReader.MAX_ROW_BYTES ? RangeReader.CUT_ROW_BYTES : whole;
        sink.accept(
            new SourceRow(
                source,
                position == SourceRow.UNKNOWN_POSITION ? position : position + from,
                line,
                format,
                header,
                bytes,
                from,
                length,
                Math.max(whole, cutFrom)));
      }
      if (line > 0) {
        line += RowSplitter.countLines(bytes, from, next);
      }
      from = next;
    }
  }

  private SourceRow tableRow(int from, int end) {
    int keyEnd = tab(from, end);
    int problemEnd = tab(keyEnd + 1, end);
    byte[] problem =
        problemEnd == keyEnd + 1 ? null : Arrays.copyOfRange(bytes, keyEnd + 1, problemEnd);
    int start = problemEnd + 1;
    int whole = end - start;
    return new SourceRow(
        source + " " + new String(bytes, from, keyEnd - from, StandardCharsets.UTF_8),
        SourceRow.UNKNOWN_POSITION,
        0,
        problem == null ? RowFormat.JSON_LINES : RowFormat.UNREADABLE,
        problem,
        bytes,
        start,
        whole > RangeReader.MAX_ROW_BYTES ? RangeReader.CUT_ROW_BYTES : whole,
        whole);
  }

  private int tab(int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == '\t') {
        return i;
      }
    }
    throw new IllegalStateException("a line of a table has two tabs");
  }
}
