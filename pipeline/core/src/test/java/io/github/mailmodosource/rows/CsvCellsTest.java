package io.github.mailmodosource.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Iterator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class CsvCellsTest {
  /** What FastCSV, a reader of RFC 4180 that others use, takes for one whole row. */
  @Property(tries = 20_000)
  void cellsAreThoseOfRfc4180(@ForAll("rows") String row) {
    assertThat(ours(row), is(fastCsv(row)));
  }

  @Provide
  Arbitrary<String> rows() {
    // Without CR: FastCSV 4.1 loses a row that has one between quotes.
    return Arbitraries.strings().withChars("\",;ab \n").ofMinLength(1).ofMaxLength(12);
  }

  private static @Nullable List<String> ours(String row) {
    try {
      return CsvCells.of(row, ',', false);
    } catch (BadRowException e) {
      return null;
    }
  }

  private static @Nullable List<String> fastCsv(String row) {
    CsvReader.CsvReaderBuilder reader =
        CsvReader.builder().skipEmptyLines(false).allowMissingFields(true).allowExtraFields(true);
    try {
      // It takes the end of a text for a closing quote; with a row behind it there is none.
      Iterator<CsvRecord> records = reader.ofCsvRecord(row + "\n\"\"").iterator();
      List<String> cells = records.next().getFields();
      boolean oneRow = records.hasNext() && records.next().getFields().equals(List.of(""));
      return oneRow && !records.hasNext() ? cells : null;
    } catch (CsvParseException e) {
      return null;
    }
  }
}
