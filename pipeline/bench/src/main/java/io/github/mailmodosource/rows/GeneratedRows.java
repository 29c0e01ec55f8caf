package io.github.mailmodosource.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows for benchmarks: what {@code scripts/generate} wrote to the folder that scripts/bench names.
 */
public final class GeneratedRows {
  private GeneratedRows() {}

  public static List<SourceRow> activity() {
    return read("activity.jsonl");
  }

  public static List<SourceRow> contacts() {
    return read("contacts.jsonl");
  }

  private static List<SourceRow> read(String name) {
    Path file = Path.of(System.getProperty("bench.data", "pipeline/bench/target/data/jmh"), name);
    try {
      List<SourceRow> rows = new ArrayList<>();
      new RowBlock(name, 0, 1, RowFormat.JSON_LINES, null, 0, Files.readAllBytes(file))
          .forEachRow(rows::add);
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("scripts/bench --jmh makes this file", e);
    }
  }
}
