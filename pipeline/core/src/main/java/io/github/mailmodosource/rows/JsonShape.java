package io.github.mailmodosource.rows;

import io.github.mailmodosource.coding.ByteOrderMark;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the beginning of a JSON file whether a line is a row, which can be read in ranges, or
 * whether objects go over several lines, or all stand in one line that need not fit into memory.
 */
public final class JsonShape {
  private JsonShape() {}

  /**
   * {@link RowFormat#JSON_LINES} or {@link RowFormat#JSON_VALUES}; null if more of the file must be
   * seen.
   *
   * @param end how much of {@code head} is filled
   * @param endOfFile whether that is all
   * @param last whether more cannot be seen, so that this has to be enough
   */
  public static @Nullable RowFormat of(byte[] head, int end, boolean endOfFile, boolean last) {
    int first = 0;
    while (first < end && (JsonScanner.isSpace(head[first]) || isByteOrderMark(head, first, end))) {
      first += JsonScanner.isSpace(head[first]) ? 1 : 3;
    }
    if (first == end) {
      return endOfFile || last ? RowFormat.JSON_LINES : null;
    }
    int endOfLine = RowSplitter.endOfLine(head, first, end);
    boolean lineIsWhole = endOfLine >= 0 || endOfFile;
    int lineEnd = endOfLine >= 0 ? endOfLine : end;
    RowFormat shape =
        switch (head[first]) {
          case '{' -> ofObject(head, first, lineEnd, lineIsWhole, end, endOfFile);
          case '[' -> ofArray(head, first, lineEnd, lineIsWhole, end, endOfFile);
          default -> RowFormat.JSON_LINES;
        };
    if (shape != null || !last) {
      return shape;
    }
    // One line without end: an object that is too large stays one, several are told apart.
    return endOfLine >= 0 || head[first] == '[' || new JsonScanner().scan(head, first, end) >= 0
        ? RowFormat.JSON_VALUES
        : RowFormat.JSON_LINES;
  }

  private static @Nullable RowFormat ofObject(
      byte[] head, int first, int lineEnd, boolean lineIsWhole, int end, boolean endOfFile) {
    int objectEnd = new JsonScanner().scan(head, first, end);
    if (objectEnd == JsonScanner.FAILED) {
      // A line that is broken is one bad row.
      return RowFormat.JSON_LINES;
    }
    if (objectEnd == JsonScanner.MORE) {
      return endOfFile ? RowFormat.JSON_LINES : null;
    }
    if (objectEnd > lineEnd) {
      return RowFormat.JSON_VALUES;
    }
    return lineIsWhole ? RowFormat.JSON_LINES : null;
  }

  private static @Nullable RowFormat ofArray(
      byte[] head, int first, int lineEnd, boolean lineIsWhole, int end, boolean endOfFile) {
    JsonScanner scanner = new JsonScanner();
    int arrayEnd = scanner.scan(head, first, lineEnd);
    if (arrayEnd >= 0) {
      return lineIsWhole ? RowFormat.JSON_LINES : null;
    }
    int element = first + 1;
    while (element < end && JsonScanner.isSpace(head[element])) {
      element++;
    }
    if (element == end) {
      return endOfFile ? RowFormat.JSON_LINES : null;
    }
    if (head[element] != '{' && head[element] != '[') {
      return RowFormat.JSON_LINES;
    }
    scanner.reset();
    int elementEnd = scanner.scan(head, element, end);
    if (elementEnd == JsonScanner.FAILED) {
      return RowFormat.JSON_LINES;
    }
    if (elementEnd == JsonScanner.MORE) {
      return endOfFile ? RowFormat.JSON_LINES : null;
    }
    if (!lineIsWhole) {
      return null;
    }
    // The first object is whole, and the array goes on behind the line, or is broken in it.
    int behind = elementEnd;
    while (behind < end && JsonScanner.isSpace(head[behind])) {
      behind++;
    }
    boolean goesOn = elementEnd > lineEnd || behind >= lineEnd || arrayEnd == JsonScanner.MORE;
    return goesOn ? RowFormat.JSON_VALUES : RowFormat.JSON_LINES;
  }

  private static boolean isByteOrderMark(byte[] head, int at, int end) {
    return at == 0 && ByteOrderMark.isUtf8(head, 0, end);
  }
}
