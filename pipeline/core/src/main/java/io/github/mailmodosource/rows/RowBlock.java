package io.github.mailmodosource.rows;

import io.github.mailmodosource.coding.MaskedText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some whole rows that stand beside each other in a file. Few and large elements at the front of a
 * pipeline are what every runner likes; the rows themselves are cut out where they are parsed.
 *
 * @param source the file, or the table
 * @param position the first byte of the block in the (decompressed) file, or among all that a file
 *     of records becomes; {@link SourceRow#UNKNOWN_POSITION} if {@code source} says it all
 * @param firstLine the line of the first row, from 1; 0 if not known
 * @param header the CSV header line, for CSV; why, for a file that cannot be read; else null
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
    byte[] bytes)
    implements RowUnit {

  @Override
  public void forEachBlock(Consumer<RowBlock> sink) {
    sink.accept(this);
  }

  /** A block of this one row. */
  public static RowBlock of(SourceRow row) {
    RowBlock ofLines = JsonValues.blockOf(row);
    if (ofLines != null) {
      return ofLines;
    }
    return new RowBlock(
        row.source(),
        row.position(),
        row.line(),
        row.format(),
        row.header(),
        row.isCut() ? row.wholeLength() : 0,
        Arrays.copyOfRange(row.buffer(), row.offset(), row.offset() + row.length()));
  }

  @Override
  public void forEachRow(Consumer<SourceRow> sink) {
    switch (format) {
      case JSON_LINES -> forEachJsonLine(sink);
      case JSON_VALUES -> JsonValues.forEachRow(this, sink);
      case TABLE, CSV, UNREADABLE -> forEachSplitRow(sink);
      case UNREADABLE_FILE -> accept(0, 0, firstLine, sink);
      case PARQUET, AVRO ->
          throw new IllegalStateException("the rows of " + format + " are in blocks of a table");
    }
  }

  /**
   * In place of the rows of a file that cannot be read, or not to its end: one row that becomes a
   * dead letter with the file as its source.
   *
   * @param why one line
   */
  public static RowBlock ofUnreadableFile(String file, String why) {
    return new RowBlock(
        file,
        SourceRow.UNKNOWN_POSITION,
        0,
        RowFormat.UNREADABLE_FILE,
        why.getBytes(StandardCharsets.UTF_8),
        0,
        new byte[0]);
  }

  /**
   * How far a reader has come who has read this block of a file: all rows so far begin before this
   * position, all that follow at it or behind it.
   */
  public long passed() {
    return format == RowFormat.JSON_VALUES
        ? JsonValues.lastPosition(this) + 1
        : position + Math.max(bytes.length, cutFrom);
  }

  /**
   * The rows that a reader has not read yet who has come so far, however the blocks were cut then.
   *
   * @param come a position that {@link #passed()} said
   * @return null if there are none
   */
  public @Nullable RowBlock behind(long come) {
    if (come <= position) {
      return this;
    }
    if (come >= passed() || cutFrom > 0) {
      return null;
    }
    if (format == RowFormat.JSON_VALUES) {
      return JsonValues.behind(this, come);
    }
    int before = (int) (come - position);
    int from = RowSplitter.endOfLine(bytes, before - 1, bytes.length);
    return from < 0 || from == bytes.length
        ? null
        : new RowBlock(
            source,
            position + from,
            firstLine > 0 ? firstLine + RowSplitter.countLines(bytes, 0, from) : firstLine,
            format,
            header,
            0,
            Arrays.copyOfRange(bytes, from, bytes.length));
  }

  /** A line is a row, unless it shows that it may hold several. */
  private void forEachJsonLine(Consumer<SourceRow> sink) {
    byte[] text = bytes;
    long line = firstLine;
    int from = 0;
    while (from < text.length) {
      int next = RowSplitter.endOfLine(text, from, text.length);
      if (next < 0) {
        next = text.length;
      }
      if (cutFrom > 0) {
        accept(from, RowSplitter.trimLineEnd(text, from, text.length), line, sink);
        return;
      }
      int end = RowSplitter.trimLineEnd(text, from, next);
      if (JsonLine.mayHoldSeveral(text, from, end)) {
        forEachObject(from, end, line, sink);
      } else if (!RowSplitter.isBlank(text, from, end)) {
        accept(from, end, line, sink);
      }
      if (line > 0) {
        line++;
      }
      from = next;
    }
  }

  private void forEachObject(int from, int end, long line, Consumer<SourceRow> sink) {
    boolean[] first = {true};
    JsonLine.forEachObject(
        bytes,
        from,
        end,
        (start, stop) -> {
          // The line alone would name all of them.
          accept(start, stop, first[0] ? line : 0, sink);
          first[0] = false;
        });
  }

  private void forEachSplitRow(Consumer<SourceRow> sink) {
    RowSplitter splitter = RowSplitter.of(format, header);
    CsvLayout layout = format == RowFormat.CSV ? CsvLayout.of(header) : null;
    long line = firstLine;
    int from = 0;
    while (from < bytes.length) {
      int next = cutFrom > 0 ? bytes.length : splitter.endOfRowWithin(bytes, from, bytes.length);
      int end = RowSplitter.trimLineEnd(bytes, from, next);
      if (format == RowFormat.TABLE) {
        sink.accept(RecordLines.row(this, from, end));
      } else if (cutFrom > 0
          || !(RowSplitter.isBlank(bytes, from, end)
              || (layout != null && layout.isHeader(bytes, from, end)))) {
        accept(from, end, line, sink);
      }
      if (line > 0) {
        line += RowSplitter.countLines(bytes, from, next);
      }
      from = next;
    }
  }

  private void accept(int from, int end, long line, Consumer<SourceRow> sink) {
    int whole = end - from;
    sink.accept(
        new SourceRow(
            source,
            position == SourceRow.UNKNOWN_POSITION ? position : position + from,
            line,
            format,
            header,
            bytes,
            from,
            // A reader may have held such a row by chance; that must not decide what becomes of it.
            SourceRow.heldOf(whole),
            Math.max(whole, cutFrom)));
  }

  /** Runners log elements when they are told to: the block's place, not its rows. */
  @Override
  public String toString() {
    return "RowBlock[" + MaskedText.of(source) + ", " + bytes.length + " bytes]";
  }
}
