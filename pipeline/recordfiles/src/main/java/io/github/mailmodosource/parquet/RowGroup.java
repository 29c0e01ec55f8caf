package io.github.mailmodosource.parquet;

import java.util.Map;
import org.apache.parquet.format.ColumnMetaData;

/**
 * Some rows of a file, column by column.
 *
 * @param start its first byte in the file
 * @param firstRow its first row in the file, from 1
 * @param rows how many it has
 * @param chunks what the file says of its columns, by their dotted paths
 */
record RowGroup(long start, long firstRow, long rows, Map<String, ColumnMetaData> chunks) {
  /** The dotted path of a column. */
  static String path(Iterable<String> names) {
    return String.join(".", names);
  }
}
