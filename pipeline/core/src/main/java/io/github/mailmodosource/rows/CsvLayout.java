package io.github.mailmodosource.rows;

import io.github.mailmodosource.coding.ByteOrderMark;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a CSV file are cut into cells, as the header that travels with them says: the
 * delimiter is the one that makes the most columns of the header line. Where the user says
 * otherwise ({@link CsvOptions}), a line {@code sep=;} stands in front of it, as Excel writes it,
 * with a backslash behind the delimiter where quotes are escaped by one; so a row can be read
 * wherever its header is, in a dead letter too.
 */
public final class CsvLayout {
  static final String SEPARATOR_LINE = "sep=";

  /** Those that are told from a header, the likelier first. */
  private static final String DELIMITERS = ",;\t|";

  private final char delimiter;
  private final boolean backslash;
  private final byte[] headerLine;
  private final List<String> names;
  private final @Nullable String fault;
  private final boolean trailingDelimiter;

  private CsvLayout(char delimiter, boolean backslash, byte[] headerLine) {
    this.delimiter = delimiter;
    this.backslash = backslash;
    this.headerLine = headerLine;
    List<String> cells = List.of();
    String bad = null;
    if (RowSplitter.isBlank(headerLine, 0, headerLine.length)) {
      bad = "the header line is missing";
    } else {
      try {
        cells = CsvCells.of(text(headerLine), delimiter, backslash);
      } catch (BadRowException e) {
        bad = "the header line cannot be read: " + e.getMessage();
      }
    }
    fault = bad;
    int last = cells.size() - 1;
    trailingDelimiter = last > 0 && cells.get(last).isEmpty();
    names = trailingDelimiter ? cells.subList(0, last) : cells;
  }

  /** The layout of rows that have this header. */
  public static CsvLayout of(byte @Nullable [] header) {
    byte[] bytes = header == null ? new byte[0] : header;
    int line = separatorLineLength(bytes);
    if (line == 0) {
      return new CsvLayout(told(bytes), false, bytes);
    }
    char delimiter = (char) bytes[SEPARATOR_LINE.length()];
    boolean backslash = line > SEPARATOR_LINE.length() + 2;
    return new CsvLayout(delimiter, backslash, Arrays.copyOfRange(bytes, line, bytes.length));
  }

  /** How long the line in front of a header that travels is; 0 if there is none. */
  private static int separatorLineLength(byte[] header) {
    for (int i = 0; i < SEPARATOR_LINE.length(); i++) {
      if (i >= header.length || header[i] != SEPARATOR_LINE.charAt(i)) {
        return 0;
      }
    }
    int end = SEPARATOR_LINE.length() + 1;
    if (end < header.length && header[end] == '\\') {
      end++;
    }
    return end < header.length && header[end] == '\n' ? end + 1 : 0;
  }

  private static char told(byte[] headerLine) {
    String text = text(headerLine);
    char told = DELIMITERS.charAt(0);
    int most = 1;
    for (int i = 0; i < DELIMITERS.length(); i++) {
      int columns = columns(text, DELIMITERS.charAt(i), false);
      if (columns > most) {
        most = columns;
        told = DELIMITERS.charAt(i);
      }
    }
    return told;
  }

  /** How many cells a row has with this delimiter; 0 if it cannot be read so. */
  private static int columns(String row, char delimiter, boolean backslash) {
    try {
      return CsvCells.of(row, delimiter, backslash).size();
    } catch (BadRowException e) {
      return 0;
    }
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }

  char delimiter() {
    return delimiter;
  }

  boolean backslash() {
    return backslash;
  }

  /** The columns, as the header spells them; empty if it cannot be read. */
  List<String> names() {
    return names;
  }

  /** Why the header cannot be read; null if it can. */
  @Nullable String fault() {
    return fault;
  }

  /**
   * The cells of a row, as many as there are columns.
   *
   * @throws BadRowException {@code bad_csv}
   */
  List<String> cells(String row) throws BadRowException {
    List<String> cells = CsvCells.of(row, delimiter, backslash);
    int last = cells.size() - 1;
    return trailingDelimiter && last == names.size() && cells.get(last).isEmpty()
        ? cells.subList(0, last)
        : cells;
  }

  /** Whether a row may have that many cells. */
  boolean fits(int cells, boolean lastIsEmpty) {
    return fault != null
        || cells == names.size()
        || (trailingDelimiter && lastIsEmpty && cells == names.size() + 1);
  }

  /** How many cells a row may have. */
  int mostCells() {
    return fault != null ? Integer.MAX_VALUE : names.size() + (trailingDelimiter ? 1 : 0);
  }

  /** Whether the row is the header again, as in files that were put together. */
  public boolean isHeader(byte[] bytes, int from, int end) {
    int start = from + byteOrderMark(bytes, from, end);
    int length = end - start;
    boolean mayLackDelimiter = trailingDelimiter && length == headerLine.length - 1;
    return (length == headerLine.length || mayLackDelimiter)
        && length > 0
        && Arrays.equals(bytes, start, end, headerLine, 0, length);
  }

  private static int byteOrderMark(byte[] bytes, int from, int end) {
    return ByteOrderMark.isUtf8(bytes, from, end) ? ByteOrderMark.UTF8_BYTES : 0;
  }

  /** Whether the row has one cell more than the header, and that one is empty. */
  public boolean endsInExtraDelimiter(byte[] bytes, int from, int end) {
    String row = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    return end > from
        && bytes[end - 1] == delimiter
        && columns(row, delimiter, backslash) == names.size() + 1;
  }

  /** A header for the same rows, all of which end in a delimiter. */
  public byte[] withTrailingDelimiter(byte[] header) {
    byte[] longer = Arrays.copyOf(header, header.length + 1);
    longer[header.length] = (byte) delimiter;
    return longer;
  }

  /** What is wrong with a row that has another number of cells, in the user's words. */
  String describeCount(String row, int cells) {
    String message =
        "the header has "
            + counted(names.size(), "column")
            + ", but this row has "
            + counted(cells, "cell");
    for (int i = 0; i < DELIMITERS.length(); i++) {
      char other = DELIMITERS.charAt(i);
      if (other != delimiter && fits(columns(row, other, backslash), false)) {
        return message + "; is its delimiter '" + (other == '\t' ? "tab" : other) + "'?";
      }
    }
    return message;
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
