package io.github.mailmodosource.rows;

/** Finds where rows end in raw UTF-8 bytes. Knows nothing of files. */
public abstract class RowSplitter {

  public static RowSplitter of(RowFormat format) {
    return switch (format) {
      case JSON_LINES, TABLE, UNREADABLE, JSON_VALUES -> new JsonLinesSplitter();
      case CSV -> new CsvSplitter();
    };
  }

  /**
   * The index behind the line end of the row that starts at {@code from}, or -1 if the row does not
   * end before {@code to}.
   */
  public abstract int endOfRow(byte[] bytes, int from, int to);

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

  /** Whether a CSV row ends inside of quotes, so that it cannot be whole. */
  static boolean endsInQuotes(byte[] bytes, int from, int to) {
    CsvSplitter splitter = new CsvSplitter();
    return splitter.endOfRow(bytes, from, to) < 0 && splitter.state == CsvSplitter.In.QUOTES;
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

  /** RFC 4180: a line break between quotes belongs to the field. */
  private static final class CsvSplitter extends RowSplitter {
    private enum In {
      FIELD_START,
      UNQUOTED,
      QUOTES,
      QUOTE_AFTER_QUOTES
    }

    /** Where the last search stood when it ran out of bytes. */
    private In state = In.FIELD_START;

    @Override
    public int endOfLastRow(byte[] bytes, int from, int to, boolean endOfFile) {
      int end = from;
      for (int next = endOfRow(bytes, end, to); next >= 0; next = endOfRow(bytes, end, to)) {
        end = next;
      }
      return endOfFile && state != In.QUOTES ? to : end;
    }

    @Override
    public int endOfRow(byte[] bytes, int from, int to) {
      In in = In.FIELD_START;
      for (int i = from; i < to; i++) {
        byte b = bytes[i];
        if (in == In.QUOTES) {
          if (b == '"') {
            in = In.QUOTE_AFTER_QUOTES;
          }
        } else if (b == '\n') {
          return i + 1;
        } else if (b == ',') {
          in = In.FIELD_START;
        } else if (b == '"' && in != In.UNQUOTED) {
          in = In.QUOTES;
        } else {
          in = In.UNQUOTED;
        }
      }
      state = in;
      return -1;
    }
  }
}
