package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.ByteOrderMark;
import io.github.mailmodosource.rows.CsvLayout;
import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowSplitter;
import io.github.mailmodosource.rows.SourceRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one {@link FileRange} and cuts it into blocks of whole rows. Every row of a file comes out
 * once, whatever the ranges: a row belongs to the range in which its first byte lies.
 */
public final class RangeReader {
  /** Some hundred rows: much less costs for each block, much more is a burden to the collector. */
  private static final int BLOCK_BYTES = 256 << 10;

  private static final int MAX_LINE_END_BYTES = 2;

  /** So many rows of a CSV file tell what its header does not. */
  private static final int FIRST_ROWS = 1_000;

  private final FileRange range;
  private final RowFormat format;
  private final ReadableByteChannel in;
  private final Consumer<RowBlock> out;
  private final CsvOptions csv;
  private final int mostRowBytes;
  private int blockBytes = Integer.MAX_VALUE;
  private RowSplitter splitter;

  private long rangeEnd;
  private byte[] buffer;
  private int from;
  private int filled;
  private boolean endOfFile;

  /** Where {@code buffer[0]} stands in the file. */
  private long base;

  private long line;
  private byte @Nullable [] header;

  /** A reader of rows of activity and of contacts. */
  RangeReader(
      FileRange range,
      RowFormat format,
      CsvOptions csv,
      ReadableByteChannel in,
      byte[] buffer,
      Consumer<RowBlock> out) {
    this(range, format, csv, SourceRow.MAX_BYTES, in, buffer, out);
  }

  /**
   * A reader.
   *
   * @param format of the rows, for a range may leave it to the content
   * @param csv what is known of CSV files besides their header
   * @param mostRowBytes of a larger row only the beginning is held
   * @param buffer is filled and left to the next reader; see {@link #newBuffer()}
   */
  RangeReader(
      FileRange range,
      RowFormat format,
      CsvOptions csv,
      int mostRowBytes,
      ReadableByteChannel in,
      byte[] buffer,
      Consumer<RowBlock> out) {
    this.range = range;
    this.format = format;
    this.csv = csv;
    this.mostRowBytes = mostRowBytes;
    this.in = in;
    this.buffer = buffer;
    this.out = out;
    rangeEnd = range.end();
    this.splitter = RowSplitter.of(format);
  }

  /** What a reader needs; for small files it would cost more than all that is read into it. */
  static byte[] newBuffer() {
    return new byte[BLOCK_BYTES];
  }

  /** Cuts blocks of about so many bytes; a row that is larger is one of its own. */
  RangeReader inBlocksOf(int bytes) {
    blockBytes = bytes;
    return this;
  }

  void read() throws IOException {
    if (range.start() > 0) {
      // One byte back, so that a row which starts exactly here is seen to start.
      base = range.start() - 1;
      ((SeekableByteChannel) in).position(base);
      skipLine();
    } else {
      line = 1;
      fill();
      skipByteOrderMark();
      if (format == RowFormat.CSV) {
        readHeader();
      }
    }
    while (readBlock()) {
      // Each call hands on one block.
    }
  }

  /** The header line of a CSV file, when it has been read; else null. */
  byte @Nullable [] header() {
    return header;
  }

  private boolean readBlock() throws IOException {
    long limit = rangeEnd - base;
    if (limit <= from) {
      return false;
    }
    if (limit <= filled) {
      int stop = RowSplitter.endOfLine(buffer, (int) limit - 1, filled);
      if (stop >= 0) {
        emit(stop);
        return false;
      }
    }
    int end = endOfBlock();
    if (end > from) {
      emit(end);
    } else if (from == filled && endOfFile) {
      return false;
    } else if (!endOfFile && filled - from < mostRowBytes + MAX_LINE_END_BYTES) {
      fill();
    } else {
      emitStuckRow();
    }
    return true;
  }

  private int endOfBlock() {
    if (filled - from > blockBytes) {
      int end = splitter.endOfLastRow(buffer, from, from + blockBytes, false);
      if (end == from) {
        end = splitter.endOfRow(buffer, from, filled);
      }
      if (end > from) {
        return end;
      }
    }
    return splitter.endOfLastRow(buffer, from, filled, endOfFile);
  }

  /**
   * A row without an end: a quote that is never closed, or a line beyond all bounds. Its first line
   * is given up as a row of its own, so that the rows behind it are not swallowed.
   */
  private void emitStuckRow() throws IOException {
    int endOfLine = RowSplitter.endOfLine(buffer, from, filled);
    if (endOfLine >= 0) {
      emit(endOfLine);
    } else if (endOfFile) {
      emit(filled);
    } else {
      long position = base + from;
      long firstLine = line;
      byte[] beginning = Arrays.copyOfRange(buffer, from, from + SourceRow.CUT_BYTES);
      skipLine();
      long end = base + from;
      int lineEnd = from > 0 && buffer[from - 1] == '\n' ? 1 : 0;
      out.accept(
          new RowBlock(
              range.file(),
              position,
              firstLine,
              format,
              header,
              end - position - lineEnd,
              beginning));
    }
  }

  private void emit(int end) {
    byte[] bytes = Arrays.copyOfRange(buffer, from, end);
    out.accept(new RowBlock(range.file(), base + from, line, format, header, 0, bytes));
    if (line > 0) {
      line += RowSplitter.countLines(bytes, 0, bytes.length);
    }
    from = end;
  }

  private void skipLine() throws IOException {
    int end = RowSplitter.endOfLine(buffer, from, filled);
    while (end < 0 && !endOfFile) {
      from = filled;
      fill();
      end = RowSplitter.endOfLine(buffer, from, filled);
    }
    from = end < 0 ? filled : end;
    if (line > 0) {
      line++;
    }
  }

  private void skipByteOrderMark() {
    if (ByteOrderMark.isUtf8(buffer, 0, filled)) {
      from = ByteOrderMark.UTF8_BYTES;
      // The mark belongs to the first row, wherever the range ends within it.
      rangeEnd = Math.max(rangeEnd, from + 1);
    }
  }

  /** The header is the first line that is not blank: blank lines are no rows anywhere. */
  private void readHeader() throws IOException {
    byte[] first = firstLineThatIsNotBlank();
    CsvOptions options = csv;
    if (CsvOptions.isSeparatorLine(first)) {
      options = csv.withSeparatorLine(first);
      first = firstLineThatIsNotBlank();
    }
    boolean isWholeFile = endOfFile && from == filled;
    if (isWholeFile && RowSplitter.hasCarriageReturn(first)) {
      throw new IOException("its lines end with CR alone; convert the line endings to LF");
    }
    byte[] told = options.header(first);
    splitter = RowSplitter.of(format, told);
    CsvLayout layout = CsvLayout.of(told);
    header = rowsEndInADelimiter(layout) ? layout.withTrailingDelimiter(told) : told;
    splitter = RowSplitter.of(format, header);
  }

  /** Whether each of the first rows has an empty cell more than the header. */
  private boolean rowsEndInADelimiter(CsvLayout layout) throws IOException {
    int rows = 0;
    int behindFrom = 0;
    while (rows < FIRST_ROWS) {
      int start = from + behindFrom;
      int end = splitter.endOfRow(buffer, start, filled);
      if (end < 0 && !endOfFile && filled - from < SourceRow.MAX_BYTES) {
        fill();
        continue;
      }
      end = end < 0 ? filled : end;
      if (end == start) {
        break;
      }
      int textEnd = RowSplitter.trimLineEnd(buffer, start, end);
      if (!RowSplitter.isBlank(buffer, start, textEnd)
          && !layout.isHeader(buffer, start, textEnd)) {
        if (!layout.endsInExtraDelimiter(buffer, start, textEnd)) {
          return false;
        }
        rows++;
      }
      behindFrom = end - from;
    }
    return rows > 0;
  }

  private byte[] firstLineThatIsNotBlank() throws IOException {
    byte[] first;
    do {
      first = readHeaderLine();
    } while (RowSplitter.isBlank(first, 0, first.length) && !(endOfFile && from == filled));
    return first;
  }

  private byte[] readHeaderLine() throws IOException {
    int end = splitter.endOfRow(buffer, from, filled);
    while (end < 0 && !endOfFile && filled - from < SourceRow.MAX_BYTES) {
      fill();
      end = splitter.endOfRow(buffer, from, filled);
    }
    if (end < 0) {
      end = RowSplitter.endOfLine(buffer, from, filled);
    }
    if (end < 0) {
      end = filled;
    }
    byte[] headerLine =
        Arrays.copyOfRange(buffer, from, RowSplitter.trimLineEnd(buffer, from, end));
    line += RowSplitter.countLines(buffer, from, end);
    from = end;
    return headerLine;
  }

  /** Moves what is left to the front, makes room if there is none, and reads on. */
  private void fill() throws IOException {
    int left = filled - from;
    byte[] target = left > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
    System.arraycopy(buffer, from, target, 0, left);
    buffer = target;
    base += from;
    from = 0;
    filled = left;
    while (filled < buffer.length && !endOfFile) {
      int read = in.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
      if (read < 0) {
        endOfFile = true;
        long found = base + filled;
        if (!range.isWhole() && found < range.end()) {
          throw WholeStream.cut(range.size(), found);
        }
      } else {
        filled += read;
      }
    }
  }
}
