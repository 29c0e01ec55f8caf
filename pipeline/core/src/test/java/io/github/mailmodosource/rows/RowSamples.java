package io.github.mailmodosource.rows;

import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.coding.Telltale;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

  public static Coder<RowUnit> unitCoder() {
    return new RowUnitCoder();
  }

  /** Rows and blocks of every format for the tests of all coders. */
  public static List<CoderSamples<?>> coders() {
    byte[] rows = "1,é\n2,\n".getBytes(StandardCharsets.UTF_8);
    byte[] header = "a,b".getBytes(StandardCharsets.UTF_8);
    byte[] lines = "id=1\t\t{}\n".getBytes(StandardCharsets.UTF_8);
    return List.of(
        CoderSamples.of(SourceRowCoder.of())
            .and("JSON", json("{}"))
            .and("CSV", csv("a,b", "1,é"))
            .and("unreadable", row("public.a id=1", RowFormat.UNREADABLE, "column b: why", "{}"))
            .and(
                "the beginning of one in the middle of a file",
                new SourceRow("a", 1L << 40, 0, RowFormat.JSON_LINES, null, rows, 1, 2, 9_000_000)),
        CoderSamples.of(new RowUnitCoder())
            .and("JSON", new RowBlock("a.jsonl", 0, 1, RowFormat.JSON_LINES, null, 0, rows))
            .and("CSV", new RowBlock("a.csv", 1L << 40, 0, RowFormat.CSV, header, 0, rows))
            .and(
                "a table",
                new RowBlock(
                    "public.a", SourceRow.UNKNOWN_POSITION, 0, RowFormat.TABLE, null, 0, lines))
            .and(
                "the beginning of a row",
                new RowBlock("a.csv", 7, 2, RowFormat.CSV, header, 9_000_000, rows))
            .and("a file that cannot be read", RowBlock.ofUnreadableFile("a.csv", "why")));
  }

  /** A row whose texts no log may show. */
  public static SourceRow telltale() {
    String source = "people email=" + Telltale.ADDRESS;
    return row(source, RowFormat.UNREADABLE, Telltale.TEXT, Telltale.TEXT);
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
