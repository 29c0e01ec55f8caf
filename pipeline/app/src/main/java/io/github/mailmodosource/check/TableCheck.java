package io.github.mailmodosource.check;

import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.rows.RowSources;
import io.github.mailmodosource.table.InputTable;
import io.github.mailmodosource.table.TableDescription;
import java.util.List;

/** A table: its columns, and whether we could write to it. */
final class TableCheck {
  private TableCheck() {}

  /** Looks at the tables among the rows; that they can be read is known already. */
  static void make(String option, RowSource source, CheckLines lines) {
    for (RowSource part : source instanceof RowSources all ? all.sources() : List.of(source)) {
      if (part instanceof InputTable table) {
        make(option, table, lines);
      }
    }
  }

  private static void make(String option, InputTable table, CheckLines lines) {
    TableDescription described = lines.attempt("database", table::describe);
    if (described == null) {
      return;
    }
    lines.right("database", described.place() + ": " + String.join(", ", described.columns()));
    if (!described.writes().isEmpty()) {
      lines.doubtful(
          "database",
          "the user of --"
              + option
              + " may also "
              + String.join(", ", described.writes())
              + " in "
              + described.place()
              + "; nothing is written, but a user that has only SELECT is safer");
    }
  }
}
