package io.github.mailmodosource.table;

import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.jdbc.ColumnKind;
import java.util.List;

/** Parts of tables for the tests of all coders. */
public final class TablePartitionSamples {
  private TablePartitionSamples() {}

  public static List<CoderSamples<?>> coders() {
    CoderSamples<TablePartition> parts =
        CoderSamples.of(new TablePartitionCoder())
            .and("all of a table", new TablePartition(List.of()))
            .and(
                "a range of numbers",
                new TablePartition(
                    List.of(
                        new SqlValue(ColumnKind.INTEGER, "1"),
                        new SqlValue(ColumnKind.INTEGER, "1000"))));
    for (ColumnKind kind : ColumnKind.values()) {
      parts = parts.and(kind.name(), new TablePartition(List.of(new SqlValue(kind, ""))));
    }
    return List.of(parts);
  }
}
