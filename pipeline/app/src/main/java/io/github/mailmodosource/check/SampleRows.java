package io.github.mailmodosource.check;

import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.rows.RowSources;
import io.github.mailmodosource.rows.RowsChangedException;
import io.github.mailmodosource.rows.SourceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The first rows of a source: of each pattern of files those of its first file, and of a table what
 * the database gives first.
 *
 * @param looked what was looked at
 * @param rows the rows, as many as were asked for of each
 */
record SampleRows(List<FirstRows> looked, List<SourceRow> rows) {
  static final int MOST = 1_000;

  /** There are enough: a reader has no other end than that of its rows. */
  private static final class EnoughException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private EnoughException() {
      super("enough rows", null, false, false);
    }
  }

  static SampleRows of(RowSource source) {
    List<FirstRows> looked = new ArrayList<>();
    List<SourceRow> rows = new ArrayList<>();
    for (RowSource part : source instanceof RowSources all ? all.sources() : List.of(source)) {
      List<FirstRows> first = part.firstRows(MOST);
      looked.addAll(first);
      if (first.stream().anyMatch(FirstRows::isTable)) {
        rows.addAll(firstOf(part));
      } else {
        first.forEach(file -> rows.addAll(file.rows()));
      }
    }
    return new SampleRows(looked, rows);
  }

  private static List<SourceRow> firstOf(RowSource table) {
    RowReader reader;
    try {
      reader = table.reader();
    } catch (IllegalArgumentException polled) {
      // One that is polled has no first rows.
      return List.of();
    }
    List<SourceRow> rows = new ArrayList<>();
    try {
      reader.read(
          block -> {
            block.forEachRow(rows::add);
            if (rows.size() >= MOST) {
              throw new EnoughException();
            }
          });
    } catch (EnoughException enough) {
      return rows.subList(0, MOST);
    } catch (RowsChangedException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return rows;
  }

  /** Where they are from: {@code exports/a.csv, exports/b.csv}. */
  String places() {
    return looked.stream().map(FirstRows::place).distinct().collect(Collectors.joining(", "));
  }

  /** Whether there may be more than these. */
  boolean isCut() {
    return rows.size() >= MOST;
  }

  /** {@code the 53 rows}, {@code the first 1,000 rows}. */
  String words() {
    return (isCut() ? "the first " : "the ") + Counted.of(rows.size(), "row");
  }

  /** Runners log elements when they are told to: the places, not the rows. */
  @Override
  public String toString() {
    return "SampleRows[" + rows.size() + " rows]";
  }
}
