package io.github.mailmodosource.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowUnit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadFilesTest {
  private static final String JSON_TEXT = "\uFEFF{1}\n\n{é😃}\r\n  \n{3}";
  private static final List<String> JSON_ROWS =
      List.of("line 1 byte 3: {1}", "line 3 byte 8: {é😃}", "line 5 byte 21: {3}");

  private static final String CSV_TEXT = "\uFEFFa,b\r\n1,\"x\ny\"\r\n\r\n3,é";
  private static final List<String> CSV_ROWS =
      List.of("line 2 byte 8: 1,\"x\ny\"", "line 5 byte 19: 3,é");

  @TempDir Path folder;

  @Test
  void severalFilesAndGlobsOfAllKindsAreReadEachRowOnce() throws Exception {
    write("a1.jsonl", JSON_TEXT);
    write("a2.ndjson", JSON_TEXT);
    write("b.csv", CSV_TEXT);
    write("empty.json", "");
    write("other.csv", "not named");
    List<String> expected = new ArrayList<>();
    JSON_ROWS.forEach(row -> expected.add("a1.jsonl " + row));
    JSON_ROWS.forEach(row -> expected.add("a2.ndjson " + row));
    CSV_ROWS.forEach(row -> expected.add("b.csv " + row));
    String option = path("a*") + "," + path("b.csv") + "," + path("empty.json");
    assertRows(InputFiles.of(option, null), expected);
  }

  static Stream<Arguments> compressions() {
    return Stream.of(
        arguments("gz", Compression.GZIP),
        arguments("bz2", Compression.BZIP2),
        arguments("zst", Compression.ZSTD));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("compressions")
  void aCompressedFileHasTheSameRowsAtTheSamePlaces(String ending, Compression compression)
      throws Exception {
    compress("a.jsonl." + ending, compression, JSON_TEXT);
    compress("b.csv." + ending, compression, CSV_TEXT);
    List<String> expected = new ArrayList<>();
    JSON_ROWS.forEach(row -> expected.add("a.jsonl." + ending + " " + row));
    CSV_ROWS.forEach(row -> expected.add("b.csv." + ending + " " + row));
    assertRows(InputFiles.of(path("*." + ending), null), expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("compressions")
  void aFileOfSeveralCompressedPartsIsReadToItsEnd(String ending, Compression compression)
      throws Exception {
    String name = "a.jsonl." + ending;
    compress(name, compression, "{1}\n{2");
    byte[] first = Files.readAllBytes(folder.resolve(name));
    compress(name, compression, "}\n{3}\n");
    try (OutputStream out = Files.newOutputStream(folder.resolve("all-" + name))) {
      out.write(first);
      out.write(Files.readAllBytes(folder.resolve(name)));
    }
    assertRows(
        InputFiles.of(path("all-" + name), null),
        List.of(
            "all-" + name + " line 1 byte 0: {1}",
            "all-" + name + " line 2 byte 4: {2}",
            "all-" + name + " line 3 byte 8: {3}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("compressions")
  void aCompressedFileThatWasCutStopsTheJobWithOneClearLine(String ending, Compression compression)
      throws Exception {
    String name = "a.jsonl." + ending;
    compress(name, compression, JSON_TEXT.repeat(50));
    byte[] whole = Files.readAllBytes(folder.resolve(name));
    for (int length : new int[] {whole.length - 1, whole.length / 2}) {
      Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
      assertThat(
          failure(InputFiles.of(path(name), null)),
          allOf(
              startsWith(path(name) + " cannot be read to the end: "),
              containsString("is the file complete?"),
              not(containsString("null")),
              not(containsString("\n"))));
    }
  }

  @Test
  void aCsvFileWithLineEndsOfCarriageReturnsAloneIsNotTakenForAnEmptyOne() throws Exception {
    write("a.csv", "id,event\r1,opened\r2,opened\r");
    assertThat(
        failure(InputFiles.of(path("a.csv"), null)), containsString("lines end with CR alone"));
  }

  /** What an ending says of a compression does not count. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("compressions")
  void aFileIsUnpackedByItsContentWhateverItIsCalled(String ending, Compression compression)
      throws Exception {
    for (String name : List.of("a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "segment-logs")) {
      compress(name, compression, JSON_TEXT);
      List<String> expected = new ArrayList<>();
      JSON_ROWS.forEach(row -> expected.add(name + " " + row));
      assertRows(InputFiles.of(path(name), null), expected);
    }
  }

  @Test
  void aFileThatIsNotCompressedInSpiteOfItsEndingIsReadAsItIs() throws Exception {
    write("a.jsonl.gz", JSON_TEXT);
    List<String> expected = new ArrayList<>();
    JSON_ROWS.forEach(row -> expected.add("a.jsonl.gz " + row));
    assertRows(InputFiles.of(path("a.jsonl.gz"), null), expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a.jsonl.gz, ''",
    "a.jsonl.bz2, ''",
    "a.csv.zst, ''",
    "a.jsonl.gz, 1f",
    "a.jsonl.gz, 1f8b",
    "a.jsonl.zst, 28b52f",
    "a.jsonl.bz2, 42",
  })
  void aFailedExportIsNotAnEmptyFile(String name, String hex) throws Exception {
    Files.write(folder.resolve(name), HexFormat.of().parseHex(hex));
    assertThat(
        failure(InputFiles.of(path(name), null)),
        allOf(startsWith(path(name) + " cannot be read to the end: "), not(containsString("\n"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("compressions")
  void nothingButCompressedIsNoRows(String ending, Compression compression) throws Exception {
    compress("a.jsonl." + ending, compression, "");
    assertRows(InputFiles.of(path("a.jsonl." + ending), null), List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void utf16WithItsMarkIsReadAsText(String charset) throws Exception {
    Files.write(folder.resolve("a.csv"), "\uFEFFa,b\n1,é😃\n".getBytes(Charset.forName(charset)));
    assertRows(InputFiles.of(path("a.csv"), null), List.of("a.csv line 2 byte 4: 1,é😃"));
  }

  @Test
  void halfACharacterOfUtf16IsNotReplaced() throws Exception {
    byte[] bytes = "\uFEFF{1}\n{x}\n{3}\n".getBytes(StandardCharsets.UTF_16BE);
    bytes[2 * 6] = (byte) 0xD8;
    Files.write(folder.resolve("a.jsonl"), bytes);
    assertRows(
        InputFiles.of(path("a.jsonl"), null),
        List.of(
            "a.jsonl line 1 byte 0: {1}",
            "a.jsonl line 2 byte 4: null", "a.jsonl line 3 byte 10: {3}"));
  }

  @Test
  void oneArrayAndObjectsOverSeveralLinesAreRows() throws Exception {
    write("a1.json", "[\n  {\"a\": 1},\n  {\"a\": 2}\n]\n");
    write("a2.json", "[{\"a\":1},{\"a\":2}]");
    write("a3.json", "{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n");
    write("a4.json", "{\"a\":1}{\"a\":2}");
    assertRows(
        InputFiles.of(path("*.json"), null),
        List.of(
            "a1.json line 2 byte 4: {\"a\": 1}",
            "a1.json line 3 byte 16: {\"a\": 2}",
            "a2.json line 1 byte 1: {\"a\":1}",
            "a2.json line 0 byte 9: {\"a\":2}",
            "a3.json line 1 byte 0: {\n  \"a\": 1\n}",
            "a3.json line 4 byte 13: {\n  \"a\": 2\n}",
            "a4.json line 1 byte 0: {\"a\":1}",
            "a4.json line 0 byte 7: {\"a\":2}"));
  }

  @Test
  void manySmallFilesAreReadEachOnce() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      write("f" + i + ".jsonl", "{" + i + "}\n");
      expected.add("f" + i + ".jsonl line 1 byte 0: {" + i + "}");
    }
    assertRows(InputFiles.of(folder.toString(), null), expected);
  }

  @Test
  void aNamedPipeIsReadOnceAsItComes() throws Exception {
    Path pipe = folder.resolve("pipe.jsonl");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertThat(made.waitFor(), is(0));
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.writeString(pipe, JSON_TEXT);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.start();
    InputFiles files = InputFiles.of(pipe.toString(), null);
    assertThat(files.firstRows(2).get(0).rows().size(), is(2));
    List<String> expected = new ArrayList<>();
    JSON_ROWS.forEach(row -> expected.add("pipe.jsonl " + row));
    assertRows(files, expected);
    writer.join();
  }

  @Test
  void aFileThatGoesAwayAfterTheStartStopsTheJobWithOneClearLine() throws Exception {
    write("a.jsonl", JSON_TEXT);
    InputFiles files = InputFiles.of(path("a.jsonl"), null);
    Files.delete(folder.resolve("a.jsonl"));
    Throwable e = assertThrows(Exception.class, () -> run(files, null));
    assertThat(String.valueOf(e.getMessage()), containsString(path("a.jsonl")));
  }

  @ParameterizedTest
  @EnumSource(
      value = RowFormat.class,
      names = {"JSON_LINES", "CSV"})
  void theFormatOptionOverridesTheEnding(RowFormat format) throws Exception {
    write("a.txt", "{1}\n{2}\n");
    List<String> expected = new ArrayList<>(List.of("a.txt line 2 byte 4: {2}"));
    if (format == RowFormat.JSON_LINES) {
      expected.add("a.txt line 1 byte 0: {1}");
    }
    String option = format == RowFormat.CSV ? "csv" : "jsonl";
    assertRows(InputFiles.of(path("a.txt"), option), expected);
  }

  @Test
  void aFileBiggerThanARangeIsReadInPartsAndEachRowOnce() throws Exception {
    StringBuilder text = new StringBuilder();
    int rows = 0;
    for (; text.length() < 17 << 20; rows++) {
      text.append("{\"id\":").append(rows).append(",\"é\":\"").append("x".repeat(rows % 3000));
      text.append("\"}\n");
    }
    write("big.jsonl", text.toString());
    Pipeline pipeline = pipeline();
    pipeline
        .apply("ReadRows", ReadFiles.from(InputFiles.of(path("big.jsonl"), null), 4))
        .apply("SumIds", ParDo.of(new SumIdsFn()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    Map<String, Long> sums = new HashMap<>();
    for (MetricResult<Long> sum :
        result.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters()) {
      if (sum.getName().getNamespace().equals("sums")) {
        sums.put(sum.getName().getName(), sum.getAttempted());
      }
    }
    assertThat(sums.get("rows"), is(0L + rows));
    assertThat("no row stands in for another", sums.get("ids"), is(rows * (rows - 1L) / 2));
    assertThat(
        "nor two for two others",
        sums.get("squares"),
        is((rows - 1L) * rows * (2L * rows - 1) / 6));
    assertThat("in parts", sums.get("blocksWithoutLine"), is(greaterThan(0L)));
  }

  private void assertRows(InputFiles files, List<String> expected) {
    run(files, expected);
  }

  private static void run(InputFiles files, @Nullable List<String> expected) {
    Pipeline pipeline = pipeline();
    PCollection<String> rows =
        pipeline
            .apply("ReadRows", ReadFiles.from(files, 4))
            .apply("Places", ParDo.of(new PlaceFn()));
    if (expected != null) {
      PAssert.that(rows).containsInAnyOrder(expected);
    }
    pipeline.run().waitUntilFinish();
  }

  private static String failure(InputFiles files) {
    PipelineExecutionException e =
        assertThrows(PipelineExecutionException.class, () -> run(files, null));
    Throwable cause = e.getCause();
    assertThat(cause, is(instanceOf(JobStoppedException.class)));
    return String.valueOf(cause == null ? null : cause.getMessage());
  }

  private static Pipeline pipeline() {
    return Pipeline.create(
        PipelineOptionsFactory.fromArgs("--stableUniqueNames=ERROR", "--targetParallelism=2")
            .create());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void compress(String name, Compression compression, String text) throws IOException {
    try (WritableByteChannel file =
            Channels.newChannel(Files.newOutputStream(folder.resolve(name)));
        OutputStream out = Channels.newOutputStream(compression.writeCompressed(file))) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  /** File name, line and byte of each row, and the row. */
  private static final class PlaceFn extends DoFn<RowUnit, String> {
    @ProcessElement
    public void places(@Element RowUnit unit, OutputReceiver<String> out) {
      unit.forEachRow(
          row ->
              out.output(
                  row.source().substring(row.source().lastIndexOf('/') + 1)
                      + " line "
                      + row.line()
                      + " byte "
                      + row.position()
                      + ": "
                      + row.text()));
    }
  }

  private static final class SumIdsFn extends DoFn<RowUnit, Void> {
    private final Counter rows = Metrics.counter("sums", "rows");
    private final Counter ids = Metrics.counter("sums", "ids");
    private final Counter squares = Metrics.counter("sums", "squares");
    private final Counter blocksWithoutLine = Metrics.counter("sums", "blocksWithoutLine");

    @ProcessElement
    public void sum(@Element RowUnit unit) {
      unit.forEachBlock(
          block -> {
            if (block.firstLine() == 0) {
              blocksWithoutLine.inc();
            }
          });
      unit.forEachRow(
          row -> {
            String text = String.valueOf(row.text());
            long id = Long.parseLong(text.substring(6, text.indexOf(',')));
            rows.inc();
            ids.inc(id);
            squares.inc(id * id);
          });
    }
  }
}
