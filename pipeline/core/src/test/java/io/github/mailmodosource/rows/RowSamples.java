package io.github.mailmodosource.rows;

import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.coders.Coder;
import org.jspecify.annotations.Nullable;

/** Rows for tests of the floors above: they see a row, not how it was read. */
public final class RowSamples {
  private RowSamples() {}

  /** A row of a file {@code sample.jsonl}. */
  public static SourceRow json(String text) {
    return row("sample.jsonl", RowFormat.JSON_LINES, null, text);
  }

  /** A row of a file {@code sample.csv} with this header line. */
  public static SourceRow csv(String header, String text) {
    return row("sample.csv", RowFormat.CSV, header, text);
  }

  /** The lines of a file {@code sample.jsonl}, read as one block. */
  public static RowBlock block(String... lines) {
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return new RowBlock("sample.jsonl", 0, 1, RowFormat.JSON_LINES, null, 0, bytes);
  }

  public static Coder<RowBlock> blockCoder() {
    return new RowBlockCoder();
  }

  /** The row's fields, as the parsers get them. */
  public static FieldValues values(FieldMapping mapping, boolean keepExtras, SourceRow row)
      throws BadRowException {
    return new FieldReader(mapping, keepExtras).read(row);
  }

  private static SourceRow row(
      String source, RowFormat format, @Nullable String header, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new SourceRow(
        source,
        0,
        1,
        format,
        header == null ? null : header.getBytes(StandardCharsets.UTF_8),
        bytes,
        0,
        bytes.length,
        bytes.length);
  }
}
