package io.github.mailmodosource.rows;

import io.github.mailmodosource.coding.MaskedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of rows before a run reads them: the beginning of one file, or the columns of a
 * table.
 *
 * @param place the file, or the table
 * @param columns what the header of a CSV file, the schema of a file of records, or the table
 *     names; empty for JSON, whose rows name their fields themselves
 * @param isTable whether the columns are all that was looked at
 * @param rows the first rows of the file
 */
public record FirstRows(String place, List<String> columns, boolean isTable, List<SourceRow> rows) {

  /** The beginning of a file; if it is a CSV file, its rows know their header. */
  public FirstRows(String place, List<SourceRow> rows) {
    this(place, rows.isEmpty() ? List.of() : columnsOf(rows.get(0).header()), false, rows);
  }

  /**
   * The beginning of a file that may have no rows.
   *
   * @param columns that the file itself names
   */
  public static FirstRows ofFile(String file, List<String> columns, List<SourceRow> rows) {
    return new FirstRows(file, List.copyOf(columns), false, List.copyOf(rows));
  }

  /**
   * The columns of a CSV file; none of another.
   *
   * @param header the header line; null for another file
   */
  public static List<String> columnsOf(byte @Nullable [] header) {
    return header == null ? List.of() : CsvLayout.of(header).names();
  }

  public static FirstRows ofTable(String table, List<String> columns) {
    return new FirstRows(table, List.copyOf(columns), true, List.of());
  }

  /** Runners log elements when they are told to: the place, not the rows. */
  @Override
  public String toString() {
    return "FirstRows[" + MaskedText.of(place) + ", " + rows.size() + " rows]";
  }
}
