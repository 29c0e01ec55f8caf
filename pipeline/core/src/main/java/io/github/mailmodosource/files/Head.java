package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.ByteOrderMark;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSplitter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The first bytes of a file's text, and what they tell. */
final class Head {
  private final byte[] bytes;
  private final int length;
  private final int start;

  Head(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
    start = ByteOrderMark.isUtf8(bytes, 0, length) ? ByteOrderMark.UTF8_BYTES : 0;
  }

  boolean isBlank() {
    return first() == length;
  }

  boolean beginsAsJson() {
    int first = first();
    return first < length && (bytes[first] == '{' || bytes[first] == '[');
  }

  /** Whether the first line holds one of these columns, whatever stands between its cells. */
  boolean hasHeaderOf(FieldMapping columns) {
    String line = textOf(first(), endOfLine(first()));
    if (line == null) {
      return false;
    }
    Set<String> known = new TreeSet<>();
    for (String field : columns.fields()) {
      columns.namesOf(field).forEach(name -> known.add(FieldMapping.columnName(name)));
    }
    for (String cell : line.split("[,;\t|]", -1)) {
      if (known.contains(FieldMapping.columnName(cell.strip().replaceAll("^\"|\"$", "")))) {
        return true;
      }
    }
    return false;
  }

  /** Whether some line is UTF-8 and no binary data. */
  boolean hasLineOfText() {
    for (int from = first(); from < length; ) {
      int end = endOfLine(from);
      if (!RowSplitter.isBlank(bytes, from, RowSplitter.trimLineEnd(bytes, from, end))
          && textOf(from, end) != null) {
        return true;
      }
      from = end;
    }
    return false;
  }

  /** What the bytes seem to be if they are no text, and the fix, behind a file's name; or null. */
  @Nullable String whyNoText() {
    if (isBlank() || hasLineOfText()) {
      return null;
    }
    int even = 0;
    int odd = 0;
    int high = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        even += i % 2 == 0 ? 1 : 0;
        odd += i % 2;
      } else if (bytes[i] < 0) {
        high++;
      }
    }
    if (Math.max(even, odd) > length / 4 && Math.min(even, odd) < length / 16 + 1) {
      return "looks like UTF-16 without a byte order mark; save it as UTF-8";
    }
    if (even + odd == 0 && high < length / 4) {
      return "is text, but not in UTF-8; convert it, for example with iconv -f WINDOWS-1252 -t UTF-8";
    }
    return "is neither text nor a compression that is known (gzip, bzip2, zstd)";
  }

  private int first() {
    int first = start;
    while (first < length
        && (bytes[first] == '\n' || RowSplitter.isBlank(bytes, first, first + 1))) {
      first++;
    }
    return first;
  }

  private int endOfLine(int from) {
    int end = RowSplitter.endOfLine(bytes, from, length);
    return end < 0 ? length : end;
  }

  /** The line as text; null if it is none. The last character may be cut by the end of the head. */
  private @Nullable String textOf(int from, int end) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(end - from);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes, from, end - from), text, false);
    String line = text.flip().toString();
    return result.isError() || line.indexOf('\0') >= 0 ? null : line;
  }
}
