package io.github.mailmodosource.rows;

import org.jspecify.annotations.Nullable;

/** Finds where rows end in raw UTF-8 bytes. Knows nothing of files. */
public abstract class RowSplitter {

  /** For rows whose header is not known: of CSV, the header itself. */
  public static RowSplitter of(RowFormat format) {
    return format == RowFormat.CSV ? new CsvSplitter(null) : new JsonLinesSplitter();
  }

  /** For rows that have this header, if their format has one. */
  public static RowSplitter of(RowFormat format, byte @Nullable [] header) {
    return format == RowFormat.CSV
        ? new CsvSplitter(CsvLayout.of(header))
        : new JsonLinesSplitter();
  }

  /**
   * The index behind the line end of the row that starts at {@code from}, or -1 if the row does not
   * end before {@code to}.
   */
  public abstract int endOfRow(byte[] bytes, int from, int to);

  /** The same where {@code to} is where a row ends, be there a line end or not. */
  abstract int endOfRowWithin(byte[] bytes, int from, int to);

  /**
   * The index behind the last row that ends before {@code to}, or {@code from} if none does. At the
   * end of a file the last row needs no line end; an open quote keeps it from being one all the
   * same.
   */
  public abstract int endOfLastRow(byte[] bytes, int from, int to, boolean endOfFile);

  public static int endOfLine(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  public static int trimLineEnd(byte[] bytes, int from, int to) {
    int end = to;
    if (end > from && bytes[end - 1] == '\n') {
      end--;
    }
    if (end > from && bytes[end - 1] == '\r') {
      end--;
    }
    return end;
  }

  public static boolean hasCarriageReturn(byte[] line) {
    for (byte b : line) {
      if (b == '\r') {
        return true;
      }
    }
    return false;
  }

  public static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  public static int countLines(byte[] bytes, int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        lines++;
      }
    }
    return lines;
  }

  private static final class JsonLinesSplitter extends RowSplitter {
    @Override
    public int endOfRow(byte[] bytes, int from, int to) {
      return endOfLine(bytes, from, to);
    }

    @Override
    int endOfRowWithin(byte[] bytes, int from, int to) {
      int end = endOfLine(bytes, from, to);
      return end < 0 ? to : end;
    }

    @Override
    public int endOfLastRow(byte[] bytes, int from, int to, boolean endOfFile) {
      if (endOfFile) {
        return to;
      }
      for (int i = to; i > from; i--) {
        if (bytes[i - 1] == '\n') {
          return i;
        }
      }
      return from;
    }
  }

  /**
   * RFC 4180: a line break between quotes belongs to the cell. But only if the quote is closed
   * where a cell ends, and the row then has as many cells as the header: a stray quote must not
   * swallow the rows behind it, so it costs its own line only.
   */
  private static final class CsvSplitter extends RowSplitter {
    private static final int UNDECIDED = -1;

    private final @Nullable CsvLayout layout;
    private final char delimiter;
    private final boolean backslash;
    private final int mostCells;

    /** Whether the last search ran out of bytes between quotes. */
    private boolean inQuotes;

    /**
     * @param layout null for a header line, whose delimiter is not known yet
     */
    CsvSplitter(@Nullable CsvLayout layout) {
      this.layout = layout;
      delimiter = layout == null ? ',' : layout.delimiter();
      backslash = layout != null && layout.backslash();
      mostCells = layout == null ? Integer.MAX_VALUE : layout.mostCells();
    }

    @Override
    public int endOfLastRow(byte[] bytes, int from, int to, boolean endOfFile) {
      int end = from;
      for (int next = endOfRow(bytes, end, to); next >= 0; next = endOfRow(bytes, end, to)) {
        end = next;
      }
      return endOfFile && !inQuotes ? to : end;
    }

    @Override
    public int endOfRow(byte[] bytes, int from, int to) {
      return endOfRow(bytes, from, to, false);
    }

    @Override
    int endOfRowWithin(byte[] bytes, int from, int to) {
      return endOfRow(bytes, from, to, true);
    }

    private int endOfRow(byte[] bytes, int from, int to, boolean endsThere) {
      inQuotes = false;
      // Behind the first line break between quotes: there the row ends if it turns out to be none.
      int firstLine = -1;
      int cells = 1;
      boolean cellStarts = true;
      int i = from;
      while (i < to) {
        byte b = bytes[i];
        if (b == '"' && cellStarts) {
          int quote = i;
          i = closingQuote(bytes, i + 1, to);
          if (firstLine < 0) {
            firstLine = endOfLine(bytes, quote, Math.min(i, to));
          }
          if (i >= to) {
            inQuotes = !endsThere;
            return endsThere ? (firstLine < 0 ? to : firstLine) : UNDECIDED;
          }
          i++;
          if (!isEndOfCell(bytes, i, to)) {
            return firstLine < 0 ? orEnd(endOfLine(bytes, i, to), to, endsThere) : firstLine;
          }
          cellStarts = false;
        } else if (b == '\n') {
          return firstLine < 0 || fits(cells, cellStarts) ? i + 1 : firstLine;
        } else if (isDelimiter(b)) {
          cells++;
          if (firstLine >= 0 && cells > mostCells) {
            return firstLine;
          }
          cellStarts = true;
          i++;
        } else {
          i += backslash && b == '\\' ? lengthOfEscape(bytes, i, to) : 1;
          cellStarts = false;
        }
      }
      if (!endsThere) {
        return UNDECIDED;
      }
      return firstLine < 0 || fits(cells, cellStarts) ? to : firstLine;
    }

    private static int orEnd(int end, int to, boolean endsThere) {
      return end < 0 && endsThere ? to : end;
    }

    private boolean fits(int cells, boolean lastIsEmpty) {
      return layout == null || layout.fits(cells, lastIsEmpty);
    }

    /** The place of the quote that closes a cell, or {@code to} if there is none before. */
    private int closingQuote(byte[] bytes, int from, int to) {
      int i = from;
      while (i < to) {
        byte b = bytes[i];
        if (backslash && b == '\\') {
          i += lengthOfEscape(bytes, i, to);
        } else if (b != '"') {
          i++;
        } else if (i + 1 < to && bytes[i + 1] == '"') {
          i += 2;
        } else {
          return i;
        }
      }
      return to;
    }

    private static int lengthOfEscape(byte[] bytes, int at, int to) {
      boolean lineBreak = at + 2 < to && bytes[at + 1] == '\r' && bytes[at + 2] == '\n';
      return Math.min(to - at, lineBreak ? 3 : 2);
    }

    /** What is not there yet may be anything. */
    private boolean isEndOfCell(byte[] bytes, int at, int to) {
      return at == to
          || bytes[at] == '\n'
          || isDelimiter(bytes[at])
          || (bytes[at] == '\r' && (at + 1 == to || bytes[at + 1] == '\n'));
    }

    private boolean isDelimiter(byte b) {
      return b == delimiter || (layout == null && (b == ';' || b == '\t' || b == '|'));
    }
  }
}
