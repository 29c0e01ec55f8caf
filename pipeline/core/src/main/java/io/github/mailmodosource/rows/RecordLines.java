package io.github.mailmodosource.rows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a block of {@link RowFormat#TABLE}: rows that were no text where they were read. A
 * row is a line of its key, a tab, what of it could not be read (empty if all could), a tab, and
 * the JSON object that it becomes.
 */
public final class RecordLines {
  private static final byte TAB = '\t';

  private RecordLines() {}

  /**
   * Appends a row to a block.
   *
   * @param key names the row within its source, for a person: {@code id=17}; without control
   *     characters
   * @param problem what could not be read; empty if all could; without control characters
   * @param json an object in one line
   */
  public static void append(String key, String problem, byte[] json, ByteArrayOutputStream block) {
    block.writeBytes(key.getBytes(StandardCharsets.UTF_8));
    block.write(TAB);
    block.writeBytes(problem.getBytes(StandardCharsets.UTF_8));
    block.write(TAB);
    block.writeBytes(json);
    block.write('\n');
  }

  /** The row of the line that stands at {@code [from, end)} of a block. */
  static SourceRow row(RowBlock block, int from, int end) {
    byte[] bytes = block.bytes();
    int keyEnd = tab(bytes, from, end);
    int problemEnd = tab(bytes, keyEnd + 1, end);
    byte[] problem =
        problemEnd == keyEnd + 1 ? null : Arrays.copyOfRange(bytes, keyEnd + 1, problemEnd);
    int start = problemEnd + 1;
    int whole = end - start;
    return new SourceRow(
        block.source() + " " + new String(bytes, from, keyEnd - from, StandardCharsets.UTF_8),
        SourceRow.UNKNOWN_POSITION,
        0,
        problem == null ? RowFormat.JSON_LINES : RowFormat.UNREADABLE,
        problem,
        bytes,
        start,
        SourceRow.heldOf(whole),
        whole);
  }

  private static int tab(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == TAB) {
        return i;
      }
    }
    throw new IllegalStateException("a line of a table has two tabs");
  }
}
