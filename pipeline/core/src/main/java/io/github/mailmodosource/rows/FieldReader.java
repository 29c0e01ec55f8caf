package io.github.mailmodosource.rows;

import io.github.mailmodosource.deadletter.Reason;
import org.jspecify.annotations.Nullable;

/** Takes the fields out of rows of any format. Not thread-safe: one for each thread. */
public final class FieldReader {
  private final JsonFields json;
  private final CsvFields csv;
  private final FieldValues values;

  /**
   * @param keepExtras whether fields that the mapping does not know are kept
   */
  public FieldReader(FieldMapping mapping, boolean keepExtras) {
    values = new FieldValues(mapping);
    json = new JsonFields(mapping, keepExtras);
    csv = new CsvFields(mapping, json, keepExtras);
  }

  /**
   * Why no row can be read under this header of a CSV file, such as one that has a column twice
   * from which a field is read; null if rows can.
   *
   * @param header as {@link SourceRow#header()} has it
   */
  public @Nullable String headerFault(byte @Nullable [] header) {
    return csv.fault(header);
  }

  /**
   * The row's fields; valid until the next call.
   *
   * @throws BadRowException {@code bad_json}, {@code bad_csv}, {@code row_too_large}, {@code
   *     unreadable_column} or {@code unreadable_file}
   */
  public FieldValues read(SourceRow row) throws BadRowException {
    if (row.isCut()) {
      throw new BadRowException(
          Reason.ROW_TOO_LARGE,
          "the row has "
              + row.wholeLength()
              + " bytes, more than "
              + SourceRow.MAX_BYTES
              + "; only its first "
              + row.length()
              + " are kept here");
    }
    values.clear();
    switch (row.format()) {
      case JSON_LINES -> json.read(row, values);
      case CSV -> csv.read(row, values);
      case TABLE, JSON_VALUES, PARQUET, AVRO ->
          throw new IllegalStateException("a block cuts its rows out as JSON");
      case UNREADABLE -> throw new BadRowException(Reason.UNREADABLE_COLUMN, row.problem());
      case UNREADABLE_FILE -> throw new BadRowException(Reason.UNREADABLE_FILE, row.problem());
    }
    return values;
  }
}
