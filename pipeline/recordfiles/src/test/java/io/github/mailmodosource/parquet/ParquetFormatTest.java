package io.github.mailmodosource.parquet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.files.RecordFile;
import io.github.mailmodosource.files.RefusedFileException;
import io.github.mailmodosource.record.RowsOf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that DuckDB wrote, and what becomes of their values. */
class ParquetFormatTest {
  private static final String ROWS =
      "SELECT range + 1 AS n, 'text ' || range % 7 AS t,"
          + " CASE WHEN range % 3 = 0 THEN NULL ELSE range / 2 END AS d FROM range(10000)";

  private final ParquetFormat parquet = new ParquetFormat();
  @TempDir Path folder;

  /** Each row: a value of DuckDB, and the field's JSON, with ' for ". */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true | true",
        "-7::TINYINT | -7",
        "255::UTINYINT | 255",
        "4294967295::UINTEGER | 4294967295",
        "18446744073709551615::UBIGINT | 18446744073709551615",
        "'-9223372036854775808'::BIGINT | -9223372036854775808",
        "0.1::FLOAT | 0.1",
        "1e21::DOUBLE | 1000000000000000000000",
        "'NaN'::DOUBLE | 'NaN'",
        "12.340::DECIMAL(9,3) | 12.340",
        "-12.340::DECIMAL(18,3) | -12.340",
        "12345678901234567890.5::DECIMAL(30,1) | 12345678901234567890.5",
        "TIMESTAMP '2026-11-03 04:05:06.789012' | '2026-11-03T04:05:06.789012'",
        "TIMESTAMPTZ '2026-11-03 04:05:06.789012+02' | '2026-11-03T02:05:06.789012Z'",
        "'2026-11-03 04:05:06'::TIMESTAMP_S | '2026-11-03T04:05:06'",
        "'2026-11-03 04:05:06.789'::TIMESTAMP_MS | '2026-11-03T04:05:06.789'",
        "'2026-11-03 04:05:06.789012345'::TIMESTAMP_NS | '2026-11-03T04:05:06.789012345'",
        "'1969-12-31 23:59:59.5'::TIMESTAMP_MS | '1969-12-31T23:59:59.500'",
        "DATE '2026-11-03' | '2026-11-03'",
        "DATE '0001-01-01' | '0001-01-01'",
        "TIME '04:05:06.5' | '04:05:06.500'",
        "'6f0e9a4e-0000-4000-8000-00000000000a'::UUID | '6f0e9a4e-0000-4000-8000-00000000000a'",
        "'a'::ENUM('a', 'b') | 'a'",
        "'{\"a\": [1, 2]}'::JSON | {'a':[1,2]}",
        "'ü€😀' | 'ü€😀'",
        "[1, NULL, 3] | [1,null,3]",
        "[[1], [], [2, 3]] | [[1],[],[2,3]]",
        "MAP {'a': 1, 'b': NULL} | {'a':1,'b':null}",
        "MAP {7: 'x'} | {'7':'x'}",
        "{'a': 1, 'b': {'c': 'x', 'd': NULL}} | {'a':1,'b':{'c':'x'}}",
        "[{'a': 1}, {'a': 2}] | [{'a':1},{'a':2}]",
        "'plain'::BLOB | 'plain'",
        "'\\xFF'::BLOB | '/w=='",
      })
  void aValueBecomesWhatItsColumnInATableWould(String value, String json) throws Exception {
    Path file = write("SELECT " + value + " AS v", "");
    assertThat(RowsOf.file(parquet, file), contains("{'v':" + json + "}"));
  }

  @Test
  void whatIsNullIsAbsent() throws Exception {
    Path file = write("SELECT NULL::INTEGER AS a, 'x' AS b, NULL::VARCHAR[] AS c", "");
    assertThat(RowsOf.file(parquet, file), contains("{'b':'x'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
  void pagesOfBothVersionsAreReadInEveryCompression(String codec) throws Exception {
    for (String version : List.of("V1", "V2")) {
      Path file = write(ROWS, ", COMPRESSION " + codec + ", PARQUET_VERSION " + version);
      List<String> rows = RowsOf.file(parquet, file);
      assertThat(rows, hasSize(10_000));
      assertThat(rows.get(0), is("{'n':1,'t':'text 0'}"));
      assertThat(rows.get(9_998), is("{'n':9999,'t':'text 2','d':4999.0}"));
    }
  }

  @Test
  void aCompressionThatIsNotReadIsNamedBeforeTheFirstRow() throws Exception {
    Path file = write(ROWS, ", COMPRESSION brotli");
    IOException e =
        assertThrows(
            RefusedFileException.class,
            () -> parquet.open(file.toString(), Files.newByteChannel(file), 0, 1));
    assertThat(
        e.getMessage(),
        is(
            file
                + " is a Parquet file whose columns are compressed with BROTLI, which is not read;"
                + " write it with zstd, snappy, gzip or LZ4_RAW"));
  }

  /** "A row group belongs to the range in which it begins", so each row is read once. */
  @Test
  void whereverAFileIsCutEachRowIsInOnePart() throws Exception {
    Path file = write(ROWS, ", ROW_GROUP_SIZE 2048, COMPRESSION uncompressed");
    long size = Files.size(file);
    List<String> all = RowsOf.withKeys(parquet, file, 0, Long.MAX_VALUE);
    assertThat(all, hasItem("row=7001 {'n':7001,'t':'text 0','d':3500.0}"));
    List<Long> cuts =
        new ArrayList<>(LongStream.range(0, 60).map(i -> size * i / 60).boxed().toList());
    for (RowGroup group : Footer.read("f", Files.newByteChannel(file)).groups()) {
      cuts.addAll(List.of(group.start() - 1, group.start(), group.start() + 1));
    }
    assertThat(cuts, hasSize(60 + 3 * 5));
    for (long cut : cuts) {
      List<String> parts = new ArrayList<>(RowsOf.withKeys(parquet, file, 0, cut));
      parts.addAll(RowsOf.withKeys(parquet, file, cut, size));
      assertThat("cut at " + cut, parts, is(all));
    }
  }

  @Test
  void aFileOfNoRowsHasColumns() throws Exception {
    Path file = write("SELECT 1 AS a, 'x' AS b WHERE false", "");
    try (RecordFile records = parquet.open("f", Files.newByteChannel(file), 0, Long.MAX_VALUE)) {
      assertThat(records.columns(), contains("a", "b"));
      assertThat(records.next(), is(false));
    }
  }

  @Test
  void aFileThatIsCutSaysSoWhereverItIsCut() throws Exception {
    Path file = write("SELECT 'x' AS a", "");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      IOException e = assertThrows(IOException.class, () -> RowsOf.file(parquet, file));
      assertThat(
          e.getMessage(),
          is(
              length < 12
                  ? "it ends before its footer"
                  : "it does not end with the footer of a Parquet file"));
    }
  }

  @Test
  void aFooterThatIsDamagedIsOneLine() throws Exception {
    Path file = write("SELECT 'x' AS a", "");
    byte[] whole = Files.readAllBytes(file);
    byte[] length = whole.clone();
    Arrays.fill(length, whole.length - 8, whole.length - 4, (byte) 0x7F);
    Files.write(file, length);
    IOException e = assertThrows(IOException.class, () -> RowsOf.file(parquet, file));
    assertThat(e.getMessage(), is("its footer is damaged (it would have 2139062143 bytes)"));
    byte[] content = whole.clone();
    Arrays.fill(content, whole.length - 40, whole.length - 8, (byte) 0xEE);
    Files.write(file, content);
    IOException f = assertThrows(IOException.class, () -> RowsOf.file(parquet, file));
    assertThat(f.getMessage(), containsString(" is damaged ("));
  }

  @Test
  void aPageThatIsDamagedNamesTheRowGroup() throws Exception {
    Path file =
        write(
            ROWS.replace("'text ' || range % 7", "md5(range::VARCHAR)"),
            ", COMPRESSION gzip, ROW_GROUP_SIZE 2048");
    byte[] bytes = Files.readAllBytes(file);
    RowGroup third = Footer.read("f", Files.newByteChannel(file)).groups().get(2);
    int inThird = (int) third.start() + 3_000;
    Arrays.fill(bytes, inThird, inThird + 50, (byte) 0);
    Files.write(file, bytes);
    IOException e = assertThrows(IOException.class, () -> RowsOf.file(parquet, file));
    assertThat(
        e.getMessage(),
        allOf(containsString("the row group of row "), containsString(" is damaged (")));
  }

  @Test
  void anEncryptedFileIsRefused() throws Exception {
    Path file = folder.resolve("f.parquet");
    DuckDb.execute(
        "PRAGMA add_parquet_key('k', '0123456789112345')",
        "COPY (SELECT 1 AS a) TO '"
            + file
            + "' (FORMAT parquet, ENCRYPTION_CONFIG {footer_key: 'k'})");
    IOException e = assertThrows(RefusedFileException.class, () -> RowsOf.file(parquet, file));
    assertThat(
        e.getMessage(), is(file + " is a Parquet file with encrypted columns; decrypt it first"));
  }

  @Test
  void aPipeIsRefused() {
    IOException e =
        assertThrows(
            RefusedFileException.class,
            () -> parquet.open("standard input", new ByteArrayInputStream(new byte[0])));
    assertThat(
        e.getMessage(),
        is(
            "standard input is a Parquet file that comes through a pipe or is compressed as a"
                + " whole; Parquet is read from its end: write it to a file as it is (its columns"
                + " are compressed already)"));
  }

  @Test
  void aValueThatMeansNothingIsToldOfItsRowAlone() throws Exception {
    // Text that is no UTF-8: DuckDB does not write it, so it is put in the place of other text.
    Path file =
        write(
            "SELECT 1 AS a, 'qqqq' AS b UNION ALL SELECT 2, 'good'", ", COMPRESSION uncompressed");
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 4; i < bytes.length - 4; i++) {
      if (bytes[i] == 'q' && bytes[i + 3] == 'q') {
        bytes[i] = (byte) 0xFF;
      }
    }
    Files.write(file, bytes);
    assertThat(
        RowsOf.file(parquet, file),
        contains("{'a':1} column b: the text is not valid UTF-8", "{'a':2,'b':'good'}"));
    assertThat(RowsOf.part(parquet, file, 5, 6), is(empty()));
  }

  private Path write(String query, String options) throws Exception {
    Path file = folder.resolve("f.parquet");
    DuckDb.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet" + options + ")");
    return file;
  }
}
