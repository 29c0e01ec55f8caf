package io.github.mailmodosource.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of rows before a run reads them: the beginning of one file, or the columns of a
 * table.
 *
 * @param place the file, or the table
 * @param columns what the header of a CSV file or the table names; empty for JSON, whose rows name
 *     their fields themselves
 * @param isTable whether the columns are all that was looked at
 * @param rows the first rows of the file
 */
public record FirstRows(String place, List<String> columns, boolean isTable, List<SourceRow> rows) {

  /**
   * The beginning of a file.
   *
   * @param header the header line of a CSV file; null for another
   */
  public static FirstRows ofFile(String file, byte @Nullable [] header, List<SourceRow> rows) {
    List<String> columns = header == null ? List.of() : CsvFields.columnNames(header);
    return new FirstRows(file, columns, false, List.copyOf(rows));
  }

  public static FirstRows ofTable(String table, List<String> columns) {
    return new FirstRows(table, List.copyOf(columns), true, List.of());
  }

  /** Runners log elements when they are told to: the place, not the rows. */
  @Override
  public String toString() {
    return "FirstRows[" + place + ", " + rows.size() + " rows]";
  }
}
