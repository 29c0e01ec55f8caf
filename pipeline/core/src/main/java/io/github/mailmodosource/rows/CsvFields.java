package io.github.mailmodosource.rows;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.mailmodosource.deadletter.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the fields out of a CSV row, by the names in its file's header line. */
final class CsvFields {
  private static final CsvReader.CsvReaderBuilder READER =
      CsvReader.builder().skipEmptyLines(false).allowExtraCharsAfterClosingQuote(false);

  // The parser would take the end of the text for the closing quote.
  private static final String NEVER_CLOSED = "a quote is never closed";

  private final FieldMapping mapping;
  private final boolean keepExtras;
  private byte @Nullable [] lastHeader;
  private Columns columns = new Columns(List.of(), List.of(), null);

  CsvFields(FieldMapping mapping, boolean keepExtras) {
    this.mapping = mapping;
    this.keepExtras = keepExtras;
  }

  void read(SourceRow row, FieldValues values) throws BadRowException {
    byte[] header = row.header();
    if (!Arrays.equals(header, lastHeader)) {
      columns = columnsOf(header == null ? new byte[0] : header);
      lastHeader = header;
    }
    if (columns.fault != null) {
      throw new BadRowException(Reason.BAD_CSV, columns.fault);
    }
    String text = row.text();
    if (text == null) {
      throw new BadRowException(Reason.BAD_CSV, "the row is not valid UTF-8");
    }
    if (RowSplitter.endsInQuotes(row.buffer(), row.offset(), row.offset() + row.length())) {
      throw new BadRowException(Reason.BAD_CSV, NEVER_CLOSED);
    }
    List<String> fields = fieldsOf(text);
    if (fields.size() != columns.names.size()) {
      throw new BadRowException(
          Reason.BAD_CSV,
          "the row has " + fields.size() + " fields, but the header has " + columns.names.size());
    }
    for (int column = 0; column < fields.size(); column++) {
      String value = fields.get(column);
      List<FieldMapping.Target> targets = columns.targets.get(column);
      if (!targets.isEmpty()) {
        values.set(targets, value);
      } else if (!value.isEmpty()) {
        values.addUnknown();
        if (keepExtras) {
          values.addExtra(columns.names.get(column), JsonFields.quoted(value));
        }
      }
    }
  }

  /** The columns that a header names; empty if it cannot be read. */
  static List<String> columnNames(byte[] header) {
    try {
      return RowSplitter.isBlank(header, 0, header.length)
          ? List.of()
          : fieldsOf(new String(header, StandardCharsets.UTF_8));
    } catch (BadRowException e) {
      return List.of();
    }
  }

  private static List<String> fieldsOf(String text) throws BadRowException {
    try {
      Iterator<CsvRecord> records = READER.ofCsvRecord(text).iterator();
      CsvRecord record = records.next();
      if (records.hasNext()) {
        throw new BadRowException(Reason.BAD_CSV, "there is a line break outside quotes");
      }
      return record.getFields();
    } catch (CsvParseException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new BadRowException(Reason.BAD_CSV, String.valueOf(cause.getMessage()));
    }
  }

  private Columns columnsOf(byte[] header) {
    if (RowSplitter.isBlank(header, 0, header.length)) {
      return Columns.faulty("the header line is missing");
    }
    if (RowSplitter.endsInQuotes(header, 0, header.length)) {
      return Columns.faulty("the header line cannot be read: " + NEVER_CLOSED);
    }
    List<String> names;
    try {
      names = fieldsOf(new String(header, StandardCharsets.UTF_8));
    } catch (BadRowException e) {
      return Columns.faulty("the header line cannot be read: " + e.getMessage());
    }
    Set<String> seen = new HashSet<>();
    List<List<FieldMapping.Target>> targets = new ArrayList<>();
    for (String name : names) {
      if (!name.isEmpty() && !seen.add(name)) {
        return Columns.faulty("the header line has the column '" + name + "' twice");
      }
      targets.add(mapping.targetsOf(name));
    }
    return new Columns(names, targets, null);
  }

  private record Columns(
      List<String> names, List<List<FieldMapping.Target>> targets, @Nullable String fault) {
    private static Columns faulty(String fault) {
      return new Columns(List.of(), List.of(), fault);
    }
  }
}
