package io.github.mailmodosource.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.rows.SourceRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet and Avro among the files: how they are known, shared out, looked at and watched. */
class RecordFilesTest {
  private static final FieldMapping COLUMNS =
      FieldMapping.of(Map.of("email", List.of("email"), "user_id", List.of("user_id")));

  @TempDir Path folder;

  /** "Told by ending, by the option, and by their magic bytes." */
  @ParameterizedTest
  @CsvSource({
    "parquet, f.parquet,",
    "parquet, f,",
    "parquet, f.csv,",
    "parquet, f.dat, parquet",
    "avro, f.avro,",
    "avro, f,",
    "avro, f.jsonl,",
    "avro, f.dat, avro",
  })
  void aFileIsKnownByItsFirstBytes(String format, String name, @Nullable String option)
      throws Exception {
    Path file = write(format, 3).resolveSibling(name);
    Files.move(folder.resolve("w"), file);
    FirstRows first =
        InputFiles.of(file.toString(), option, COLUMNS, CsvOptions.NONE).firstRows(2).get(0);
    // Columns are found in any case, and travel under the names that are looked for.
    assertThat(first.columns(), contains("EMAIL", "User_Id"));
    assertThat(
        first.rows().stream().map(row -> String.valueOf(row.text())).toList(),
        contains(
            "{\"email\":\"1@example.com\",\"user_id\":1}",
            "{\"email\":\"2@example.com\",\"user_id\":2}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "parquet | f.parquet | jsonl | is a Parquet file, not what the format option says; leave that out",
        "avro | f.avro | parquet | is an Avro file, not what the format option says; leave that out",
        "jsonl | f.parquet | | is not a Parquet file, by its first bytes; rename it, or set the format option",
        "jsonl | f.jsonl | avro | is not an Avro file, by its first bytes; rename it, or set the format option",
      })
  void whatIsSaidOfAFileAndIsNotSoIsOneLine(
      String format, String name, @Nullable String option, String line) throws Exception {
    write(format, 3);
    Path file = Files.move(folder.resolve("w"), folder.resolve(name));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> InputFiles.of(file.toString(), option));
    assertThat(e.getMessage(), is(file + " " + line));
  }

  @ParameterizedTest
  @CsvSource({"f.parquet, a Parquet file", "f.avro, an Avro file"})
  void aFileOfNoBytesIsCut(String name, String what) throws Exception {
    Path file = Files.createFile(folder.resolve(name));
    InputFiles files = InputFiles.of(file.toString(), null);
    JobStoppedException e =
        assertThrows(JobStoppedException.class, () -> rows(whole(file), files.settings()));
    assertThat(
        e.getMessage(),
        is(
            file
                + " cannot be read to the end: it has 0 bytes, and "
                + what
                + " has more even if it holds nothing; is the file complete?"));
  }

  @Test
  void aFileThatWasReplacedStopsTheJob() throws Exception {
    Path file = write("parquet", 3);
    FileRange range = new FileRange(file.toString(), 7, null, 0, Long.MAX_VALUE);
    JobStoppedException e = assertThrows(JobStoppedException.class, () -> rows(range, settings()));
    assertThat(
        e.getMessage(),
        containsString(
            "it changed while it was read (7 bytes before, " + Files.size(file) + " now)"));
  }

  @Test
  void avroIsReadThroughACompressionAndParquetIsNot() throws Exception {
    Path avro = packed(write("avro", 3), "f.avro.gz");
    assertThat(
        rows(whole(avro), settings()).stream().map(SourceRow::where).toList(),
        contains(avro + " row=1", avro + " row=2", avro + " row=3"));
    Path parquet = packed(write("parquet", 3), "f.parquet.gz");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> InputFiles.of(parquet.toString(), null));
    assertThat(
        e.getMessage(),
        startsWith(parquet + " is a Parquet file that comes through a pipe or is compressed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "avro"})
  void aLargeFileIsReadInPartsAndEachRowOnce(String format) throws Exception {
    int rows = 400_000;
    Path file = Files.move(write(format, rows), folder.resolve("large." + format));
    InputFiles files = InputFiles.of(file.toString(), null, COLUMNS, CsvOptions.NONE);
    assertThat(files.mayHoldLargeFiles(), is(true));
    assertThat(files.bytes(), is(greaterThan(2L * (8 << 20))));
    assertThat(
        ListFilesFn.howToShare(
            new ListedFile(file.toString(), Files.size(file), true), files.settings()),
        is(new ListFilesFn.Sharing(RowFormat.ofOption(format), true)));

    Pipeline pipeline = Pipeline.create();
    PCollection<RowUnit> blocks = pipeline.apply("ReadFiles", ReadFiles.from(files, 4));
    PAssert.thatSingleton(
            blocks
                .apply("Numbers", ParDo.of(new SumFn()))
                .apply("SumOfNumbers", Sum.longsGlobally()))
        .isEqualTo(rows * (rows + 1L) / 2);
    PAssert.thatSingleton(
            blocks.apply("Ones", ParDo.of(new CountFn())).apply("SumOfOnes", Sum.longsGlobally()))
        .isEqualTo((long) rows);
    pipeline.run().waitUntilFinish();
  }

  /** "Reads the file from its beginning and drops what had been passed on", wherever that was. */
  @ParameterizedTest
  @ValueSource(strings = {"parquet", "avro"})
  void whoeverGoesOnInAFileThatIsWatchedGetsTheRest(String format) throws Exception {
    Path file = write(format, 100);
    List<RowBlock> blocks = blocks(file, 500);
    List<RowBlock> others = blocks(file, 1_700);
    assertThat(blocks.size(), is(greaterThan(5)));
    assertThat(others.size(), is(greaterThan(2)));
    List<String> all = places(blocks);
    for (int i = 0; i < blocks.size(); i++) {
      List<String> rows = places(blocks.subList(0, i + 1));
      long passed = blocks.get(i).passed();
      for (RowBlock other : others) {
        RowBlock left = other.behind(passed);
        if (left != null) {
          rows.addAll(places(List.of(left)));
        }
      }
      assertThat(rows, is(all));
    }
  }

  /** "A longer row is no activity: only its beginning is kept." */
  @Test
  void aRowThatIsTooLargeIsCut() throws Exception {
    duckDb("COPY (SELECT repeat('x', 9000000) AS email) TO '%s' (FORMAT parquet)");
    List<SourceRow> rows = rows(whole(folder.resolve("w")), settings());
    assertThat(rows, hasSize(1));
    assertThat(rows.get(0).isCut(), is(true));
    assertThat(rows.get(0).wholeLength(), is(9_000_012L));
  }

  private List<RowBlock> blocks(Path file, int bytes) throws IOException {
    List<RowBlock> blocks = new ArrayList<>();
    new FileReader(settings()).read(whole(file), bytes, blocks::add);
    return blocks;
  }

  private static List<String> places(List<RowBlock> blocks) {
    List<String> places = new ArrayList<>();
    blocks.forEach(block -> block.forEachRow(row -> places.add(row.where() + row.text())));
    return places;
  }

  private static List<SourceRow> rows(FileRange range, TextFile.Settings settings) {
    List<SourceRow> rows = new ArrayList<>();
    new FileReader(settings).read(range, block -> block.forEachRow(rows::add));
    return rows;
  }

  private static TextFile.Settings settings() {
    return new TextFile.Settings(null, COLUMNS, CsvOptions.NONE);
  }

  private static FileRange whole(Path file) throws IOException {
    return FileRange.whole(new ListedFile(file.toString(), Files.size(file), true));
  }

  private Path packed(Path file, String name) throws IOException {
    Path packed = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(file, out);
    }
    return packed;
  }

  /** Rows with an e-mail and a user, as a file that is called w. */
  private Path write(String format, int rows) throws Exception {
    Path file = folder.resolve("w");
    switch (format) {
      case "parquet" ->
          duckDb(
              "COPY (SELECT range + 1 || '@example.com' AS EMAIL, range + 1 AS User_Id FROM range("
                  + rows
                  + ")) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 20480)");
      case "avro" -> writeAvro(file, rows);
      default -> Files.writeString(file, "{}\n".repeat(rows));
    }
    return file;
  }

  private void duckDb(String statement) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement()) {
      sql.execute(statement.formatted(folder.resolve("w")));
    }
  }

  private static void writeAvro(Path file, int rows) throws IOException {
    Schema schema =
        SchemaBuilder.record("r")
            .fields()
            .requiredString("EMAIL")
            .requiredLong("User_Id")
            .endRecord();
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
      writer.create(schema, file.toFile());
      for (long n = 1; n <= rows; n++) {
        GenericData.Record row = new GenericData.Record(schema);
        row.put("EMAIL", n + "@example.com");
        row.put("User_Id", n);
        writer.append(row);
      }
    }
  }

  private static final class CountFn extends DoFn<RowUnit, Long> {
    @ProcessElement
    public void count(@Element RowUnit unit, OutputReceiver<Long> out) {
      long[] rows = {0};
      unit.forEachRow(row -> rows[0]++);
      out.output(rows[0]);
    }
  }

  /**
   * Of the numbers of users, so that a row that came twice is not made up for by one that is gone.
   */
  private static final class SumFn extends DoFn<RowUnit, Long> {
    private static final Pattern USER = Pattern.compile("\"user_id\":(\\d+)");

    @ProcessElement
    public void sum(@Element RowUnit unit, OutputReceiver<Long> out) {
      long[] sum = {0};
      unit.forEachRow(
          row ->
              USER.matcher(String.valueOf(row.text()))
                  .results()
                  .forEach(user -> sum[0] += Long.parseLong(user.group(1))));
      out.output(sum[0]);
    }
  }
}
