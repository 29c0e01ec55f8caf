package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.ByteOrderMark;
import io.github.mailmodosource.rows.JsonScanner;
import io.github.mailmodosource.rows.JsonValues;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowSplitter;
import io.github.mailmodosource.rows.SourceRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads JSON in which a line is not a row: one array of objects, objects over several lines, or one
 * behind another without line ends. Each object is a row; no more than one is held, so that a file
 * may be of any size.
 *
 * <p>An object that is broken costs itself: reading goes on where the next one begins, told by the
 * indentation, or within a line by the brackets. Bytes that belong to no object are a row too, for
 * a dead letter.
 */
final class JsonValuesReader {
  private static final int BLOCK_BYTES = 256 << 10;
  private static final byte RECORD_SEPARATOR = 0x1E;
  private static final byte[] OPEN_ARRAY = {'['};

  private final String file;
  private final boolean letters;
  private final int mostRowBytes;
  private final ReadableByteChannel in;
  private final Consumer<RowBlock> out;
  private final JsonScanner scanner = new JsonScanner();
  private final ByteArrayOutputStream block = new ByteArrayOutputStream();

  private int blockBytes = BLOCK_BYTES;
  private long blockPosition;
  private long blockLine;

  private byte[] buffer = new byte[BLOCK_BYTES];
  private int from;
  private int filled;
  private boolean endOfFile;

  /** Where {@code buffer[0]} stands in the file. */
  private long base;

  private long line = 1;

  /** White space in front of the line's first character, as far as it has been read. */
  private int indentation;

  private boolean inIndentation = true;

  /** Whether a row of the current line has been read. */
  private boolean rowInLine;

  /** How many arrays are open around the rows. */
  private int arrays;

  /** A reader of rows of activity and of contacts. */
  JsonValuesReader(String file, ReadableByteChannel in, Consumer<RowBlock> out) {
    this(file, false, SourceRow.MAX_BYTES, in, out);
  }

  /**
   * A reader.
   *
   * @param letters whether an array that is never closed is read as far as it goes
   * @param mostRowBytes of a larger object only the beginning is held
   */
  JsonValuesReader(
      String file,
      boolean letters,
      int mostRowBytes,
      ReadableByteChannel in,
      Consumer<RowBlock> out) {
    this.file = file;
    this.letters = letters;
    this.mostRowBytes = mostRowBytes;
    this.in = in;
    this.out = out;
  }

  /** Cuts smaller blocks, of about so many bytes. */
  JsonValuesReader inBlocksOf(int bytes) {
    blockBytes = Math.min(bytes, BLOCK_BYTES);
    return this;
  }

  void read() throws IOException {
    boolean wasBroken = false;
    while (skipToRow()) {
      wasBroken |= buffer[from] == '{' ? !readObject() : !readRestOfLine();
    }
    if (arrays > 0 && !wasBroken) {
      endInArray();
    }
    flush();
  }

  /** The file is cut, be it behind a row. */
  private void endInArray() throws IOException {
    if (!letters) {
      throw new IOException("its JSON array is never closed");
    }
    if (block.size() == 0) {
      blockPosition = base + from;
      blockLine = 0;
    }
    JsonValues.append(base + from, 0, OPEN_ARRAY, 0, OPEN_ARRAY.length, block);
  }

  /** Goes to the next byte that is no white space, comma or bracket between rows. */
  private boolean skipToRow() throws IOException {
    while (true) {
      if (from == filled && !fill()) {
        return false;
      }
      byte b = buffer[from];
      if (b == '\n') {
        startLine();
      } else if (b == ' ' || b == '\t') {
        indentation += inIndentation ? 1 : 0;
      } else if (b == '[') {
        arrays++;
        inIndentation = false;
      } else if (b == ']' && arrays > 0) {
        arrays--;
        inIndentation = false;
      } else if (b == ',' && arrays > 0) {
        inIndentation = false;
      } else if (isByteOrderMark()) {
        from += ByteOrderMark.UTF8_BYTES - 1;
      } else if (b != '\r' && b != RECORD_SEPARATOR) {
        return true;
      }
      from++;
    }
  }

  private void startLine() {
    line++;
    indentation = 0;
    inIndentation = true;
    rowInLine = false;
  }

  private boolean isByteOrderMark() throws IOException {
    while (filled - from < ByteOrderMark.UTF8_BYTES && !endOfFile) {
      fill();
    }
    return ByteOrderMark.isUtf8(buffer, from, filled);
  }

  /** Reads a row that begins here; false if it is broken. */
  private boolean readObject() throws IOException {
    boolean ownLine = inIndentation;
    int column = indentation;
    scanner.reset();
    int scanned = 0;
    while (true) {
      int end = scanner.scan(buffer, from + scanned, filled);
      if (end >= 0) {
        emit(end);
        return true;
      }
      if (end == JsonScanner.FAILED) {
        emit(endOfBroken(scanner.failedAt() - from, ownLine, column));
        return false;
      }
      scanned = filled - from;
      if (scanned > mostRowBytes) {
        readTooLarge();
        return true;
      }
      if (!fill()) {
        if (arrays > 0 && !letters) {
          throw new IOException("its JSON array is never closed");
        }
        emit(filled);
        return false;
      }
    }
  }

  /** What is no object, to the end of the line. */
  private boolean readRestOfLine() throws IOException {
    int scanned = 0;
    while (true) {
      int end = RowSplitter.endOfLine(buffer, from + scanned, filled);
      scanned = filled - from;
      if (end >= 0) {
        emit(end - 1);
        return false;
      }
      if (scanned > mostRowBytes || !fill()) {
        emit(filled);
        return false;
      }
    }
  }

  /**
   * Where a broken object is taken to end: in front of the next line that begins another one and is
   * not further to the right; if others stand in its line, in front of the next of these.
   *
   * @param offset where the fault showed, from the object's first byte
   */
  private int endOfBroken(int offset, boolean ownLine, int column) throws IOException {
    int at = offset;
    // The fault may show only in the object that comes next.
    while (at > 1 && buffer[from + at] != '\n' && (ownLine || isBetween(buffer[from + at - 1]))) {
      at--;
    }
    boolean counting = false;
    boolean candidate = !ownLine;
    boolean behindClosing = false;
    int lineColumn = 0;
    while (true) {
      if (from + at == filled && (at > mostRowBytes || !fill())) {
        return filled;
      }
      byte b = buffer[from + at];
      if (b == '\n') {
        counting = true;
        candidate = true;
        behindClosing = true;
        lineColumn = 0;
        if (!ownLine) {
          return from + at;
        }
      } else if (b == ' ' || b == '\t') {
        lineColumn += counting ? 1 : 0;
      } else if (b == '}' || b == ',') {
        counting = false;
        behindClosing |= b == '}';
      } else if (b == '{' && candidate && behindClosing && (!ownLine || lineColumn <= column)) {
        return from + at;
      } else if (b == ']' && candidate && ownLine && lineColumn <= column && arrays > 0) {
        return from + at;
      } else if (b != '\r') {
        counting = false;
        candidate = !ownLine;
        behindClosing = false;
      }
      at++;
    }
  }

  /** An object that is too large to hold: only its beginning is kept. */
  private void readTooLarge() throws IOException {
    final long position = base + from;
    final long firstLine = rowInLine ? 0 : line;
    final byte[] beginning = Arrays.copyOfRange(buffer, from, from + SourceRow.CUT_BYTES);
    flush();
    int end = JsonScanner.MORE;
    advance(filled);
    while (end == JsonScanner.MORE && fill()) {
      end = scanner.scan(buffer, from, filled);
      advance(end >= 0 ? end : end == JsonScanner.FAILED ? scanner.failedAt() : filled);
    }
    if (end == JsonScanner.MORE && arrays > 0 && !letters) {
      throw new IOException("its JSON array is never closed");
    }
    out.accept(
        new RowBlock(
            file,
            position,
            firstLine,
            RowFormat.JSON_LINES,
            null,
            base + from - position,
            beginning));
    rowInLine = true;
  }

  private void emit(int end) {
    int last = end;
    while (last > from && isSpaceOrComma(buffer[last - 1])) {
      last--;
    }
    long rowLine = rowInLine ? 0 : line;
    if (block.size() == 0) {
      blockPosition = base + from;
      blockLine = rowLine;
    }
    JsonValues.append(base + from, rowLine, buffer, from, last - from, block);
    if (block.size() >= blockBytes) {
      flush();
    }
    rowInLine = true;
    advance(end);
  }

  private static boolean isBetween(byte b) {
    return b == '}' || isSpaceOrComma(b);
  }

  private static boolean isSpaceOrComma(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == ',';
  }

  /** Goes on to {@code end}, over rows. */
  private void advance(int end) {
    inIndentation = false;
    int lines = RowSplitter.countLines(buffer, from, end);
    if (lines > 0) {
      line += lines;
      rowInLine = false;
      int start = end;
      while (buffer[start - 1] != '\n') {
        start--;
      }
      indentation = 0;
      inIndentation = true;
      for (int i = start; i < end && inIndentation; i++) {
        inIndentation = buffer[i] == ' ' || buffer[i] == '\t';
        indentation += inIndentation ? 1 : 0;
      }
    }
    from = end;
  }

  private void flush() {
    if (block.size() > 0) {
      out.accept(
          new RowBlock(
              file, blockPosition, blockLine, RowFormat.JSON_VALUES, null, 0, block.toByteArray()));
      block.reset();
    }
  }

  /** Moves what is left to the front and reads on; false at the end of the file. */
  private boolean fill() throws IOException {
    if (endOfFile) {
      return false;
    }
    int left = filled - from;
    byte[] target = left > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
    System.arraycopy(buffer, from, target, 0, left);
    buffer = target;
    base += from;
    from = 0;
    filled = left;
    int read = in.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
    if (read < 0) {
      endOfFile = true;
      return false;
    }
    filled += read;
    return true;
  }
}
