package io.github.mailmodosource.table;

import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.jdbc.ColumnKind;
import java.util.List;

/** Parts of tables for the tests of all coders. */
public final class TablePartSamples {
  private TablePartSamples() {}

  public static List<CoderSamples<?>> coders() {
    CoderSamples<TablePart> parts =
        CoderSamples.of(new TablePartCoder())
            .and("all of a table", new TablePart(List.of()))
            .and(
                "a range of numbers",
                new TablePart(
                    List.of(
                        new SqlValue(ColumnKind.INTEGER, "1"),
                        new SqlValue(ColumnKind.INTEGER, "1000"))));
    for (ColumnKind kind : ColumnKind.values()) {
      parts = parts.and(kind.name(), new TablePart(List.of(new SqlValue(kind, ""))));
    }
    return List.of(parts);
  }
}
