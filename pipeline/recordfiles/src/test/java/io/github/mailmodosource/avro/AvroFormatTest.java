package io.github.mailmodosource.avro;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.files.RecordFile;
import io.github.mailmodosource.files.RefusedFileException;
import io.github.mailmodosource.record.RowsOf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Avro's own library wrote, and what becomes of their values. */
class AvroFormatTest {
  private static final Schema NUMBERED =
      SchemaBuilder.record("r").fields().requiredLong("n").requiredString("t").endRecord();

  private final AvroFormat avro = new AvroFormat();
  @TempDir Path folder;

  /** Each row: the type of a field, its value, and its JSON, with ' for ". */
  static Stream<Arguments> values() {
    Schema decimal =
        new Schema.Parser().parse(logical("bytes", "decimal", ",'precision':9,'scale':3"));
    Schema uuid =
        new Schema.Parser()
            .parse("{'type':'fixed','name':'u','size':16,'logicalType':'uuid'}".replace('\'', '"'));
    Schema direction =
        new Schema.Parser().parse("{'type':'enum','name':'e','symbols':['UP']}".replace('\'', '"'));
    return Stream.of(
        Arguments.of("'boolean'", true, "true"),
        Arguments.of("'int'", -7, "-7"),
        Arguments.of("'long'", Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of("'float'", 0.1f, "0.1"),
        Arguments.of("'double'", 1e21, "1000000000000000000000"),
        Arguments.of("'double'", Double.NaN, "'NaN'"),
        Arguments.of("'string'", "ü€😀", "'ü€😀'"),
        Arguments.of("'bytes'", ByteBuffer.wrap(new byte[] {-1}), "'/w=='"),
        Arguments.of(logical("int", "date"), 20_760, "'2026-11-03'"),
        Arguments.of(logical("int", "time-millis"), 14_706_500, "'04:05:06.500'"),
        Arguments.of(logical("long", "time-micros"), 14_706_500_000L, "'04:05:06.500'"),
        Arguments.of(
            logical("long", "timestamp-millis"), 1_793_678_706_789L, "'2026-11-03T04:05:06.789Z'"),
        Arguments.of(
            logical("long", "timestamp-micros"),
            1_793_678_706_789_012L,
            "'2026-11-03T04:05:06.789012Z'"),
        Arguments.of(
            logical("long", "timestamp-nanos"),
            1_793_678_706_789_012_345L,
            "'2026-11-03T04:05:06.789012345Z'"),
        Arguments.of(logical("long", "timestamp-millis"), -500L, "'1969-12-31T23:59:59.500Z'"),
        Arguments.of(
            logical("long", "local-timestamp-millis"),
            1_793_678_706_789L,
            "'2026-11-03T04:05:06.789'"),
        Arguments.of(
            logical("long", "local-timestamp-micros"),
            1_793_678_706_789_012L,
            "'2026-11-03T04:05:06.789012'"),
        Arguments.of(
            logical("long", "local-timestamp-nanos"),
            1_793_678_706_789_012_345L,
            "'2026-11-03T04:05:06.789012345'"),
        Arguments.of(
            decimal.toString(),
            new Conversions.DecimalConversion()
                .toBytes(new BigDecimal("-12.340"), decimal, decimal.getLogicalType()),
            "-12.340"),
        Arguments.of(
            logical("string", "uuid"),
            "6f0e9a4e-0000-4000-8000-00000000000a",
            "'6f0e9a4e-0000-4000-8000-00000000000a'"),
        Arguments.of(
            uuid.toString(),
            new GenericData.Fixed(
                uuid,
                new byte[] {0x6f, 0x0e, -102, 0x4e, 0, 0, 0x40, 0, -128, 0, 0, 0, 0, 0, 0, 10}),
            "'6f0e9a4e-0000-4000-8000-00000000000a'"),
        Arguments.of(direction.toString(), new GenericData.EnumSymbol(direction, "UP"), "'UP'"),
        Arguments.of(
            "{'type':'array','items':['null','int']}", Arrays.asList(1, null, 3), "[1,null,3]"),
        Arguments.of("{'type':'map','values':['null','int']}", Map.of("a", 1), "{'a':1}"),
        Arguments.of("['null','string','long']", 5L, "5"),
        Arguments.of("['null','string','long']", "x", "'x'"),
        Arguments.of("{'type':'long','logicalType':'of-nobody'}", 5L, "5"));
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("values")
  void aValueBecomesWhatItsColumnInATableWould(String type, Object value, String json)
      throws Exception {
    Schema schema = record("{'name':'v','type':" + type + "}");
    assertThat(
        RowsOf.file(avro, write(schema, row(schema, value))), contains("{'v':" + json + "}"));
  }

  @Test
  void aRecordMayHoldItself() throws Exception {
    Schema schema = record("{'name':'n','type':'int'},{'name':'next','type':['null','r']}");
    GenericData.Record inner = row(schema, 2, null);
    assertThat(
        RowsOf.file(avro, write(schema, row(schema, 1, inner), inner)),
        contains("{'n':1,'next':{'n':2}}", "{'n':2}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "zstandard", "bzip2", "xz"})
  void everyCodecOfTheSpecificationIsRead(String codec) throws Exception {
    Path file = numbered(CodecFactory.fromString(codec), 16_000, 1_000);
    assertThat(RowsOf.file(avro, file), hasSize(1_000));
    assertThat(RowsOf.file(avro, file), hasItem("{'n':999,'t':'text 999'}"));
    assertThat(stream(Files.readAllBytes(file)), hasSize(1_000));
  }

  /** "An Avro block belongs to the range in which its sync marker starts." */
  @Test
  void whereverAFileIsCutEachRowIsInOnePart() throws Exception {
    Path file = numbered(CodecFactory.nullCodec(), 60, 100);
    long size = Files.size(file);
    List<String> all = RowsOf.withKeys(avro, file, 0, Long.MAX_VALUE);
    assertThat(new TreeSet<>(all).size(), is(100));
    assertThat(blocks(all), is(greaterThan(10L)));
    for (long cut = 0; cut <= size; cut++) {
      List<String> parts = new ArrayList<>(RowsOf.withKeys(avro, file, 0, cut));
      parts.addAll(RowsOf.withKeys(avro, file, cut, size));
      assertThat("cut at " + cut, parts, is(all));
    }
  }

  /** A file that ends behind a block is a whole one; all others say that they are not. */
  @Test
  void aFileThatIsCutSaysSoUnlessItEndsWhereAFileMayEnd() throws Exception {
    Path file = numbered(CodecFactory.nullCodec(), 60, 20);
    byte[] whole = Files.readAllBytes(file);
    List<String> all = RowsOf.withKeys(avro, file, 0, Long.MAX_VALUE);
    int passed = 0;
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      Files.write(file, cut);
      try {
        List<String> rows = RowsOf.file(avro, file);
        assertThat(rows.size(), is(lessThan(20)));
        assertThat(stream(cut), is(rows));
        passed++;
      } catch (IOException e) {
        assertThat(e.getMessage(), startsWith("it ends "));
        IOException again = assertThrows(IOException.class, () -> stream(cut));
        assertThat(again.getMessage(), is(e.getMessage()));
      }
    }
    // Behind the header, and behind each block but the last.
    assertThat((long) passed, is(blocks(all)));
  }

  @Test
  void aBlockThatIsDamagedIsOneLine() throws Exception {
    Path file = numbered(CodecFactory.nullCodec(), 60, 20);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1]++;
    Files.write(file, bytes);
    IOException e = assertThrows(IOException.class, () -> RowsOf.file(avro, file));
    assertThat(e.getMessage(), startsWith("what stands behind block="));
    assertThat(e.getMessage(), containsString("is damaged (Invalid sync!"));
  }

  @Test
  void whatIsNotARecordIsRefused() throws Exception {
    Path file = folder.resolve("f.avro");
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
      writer.create(Schema.create(Schema.Type.STRING), file.toFile());
      writer.append("x");
    }
    IOException e = assertThrows(RefusedFileException.class, () -> RowsOf.file(avro, file));
    assertThat(
        e.getMessage(),
        is(
            file
                + " is an Avro file whose values are of the type string; rows are records, which"
                + " have named fields"));
  }

  @Test
  void aCodecThatIsNotKnownIsNamed() throws Exception {
    Path file = numbered(CodecFactory.fromString("snappy"), 60, 1);
    replace(file, "snappy", "snippy");
    IOException e = assertThrows(RefusedFileException.class, () -> RowsOf.file(avro, file));
    assertThat(e.getMessage(), containsString("Unrecognized codec: snippy"));
  }

  @Test
  void aSchemaThatIsNoneIsRefused() throws Exception {
    Path file = numbered(CodecFactory.nullCodec(), 60, 1);
    replace(file, "\"long\"", "\"lung\"");
    IOException e = assertThrows(RefusedFileException.class, () -> RowsOf.file(avro, file));
    assertThat(e.getMessage(), startsWith(file + " has a schema that Avro does not take: "));
  }

  @Test
  void aFileOfNoRowsHasColumns() throws Exception {
    Path file = numbered(CodecFactory.nullCodec(), 60, 0);
    try (RecordFile records = avro.open("f", Files.newByteChannel(file), 0, Long.MAX_VALUE)) {
      assertThat(records.columns(), contains("n", "t"));
      assertThat(records.next(), is(false));
    }
  }

  @Test
  void aValueThatMeansNothingIsToldOfItsRowAlone() throws Exception {
    Schema schema =
        record(
            "{'name':'at','type':%s},{'name':'t','type':'string'}"
                .formatted(logical("int", "time-millis")));
    List<String> rows =
        RowsOf.file(
            avro,
            write(
                schema,
                row(schema, -1, "x"),
                row(schema, 0, new Utf8(new byte[] {-1})),
                row(schema, 0, "good")));
    assertThat(rows.get(0), startsWith("{'t':'x'} column at: Invalid value for NanoOfDay"));
    assertThat(
        rows.subList(1, 3),
        contains(
            "{'at':'00:00'} column t: the text is not valid UTF-8", "{'at':'00:00','t':'good'}"));
  }

  private static String logical(String type, String logical) {
    return logical(type, logical, "");
  }

  private static String logical(String type, String logical, String more) {
    return "{'type':'%s','logicalType':'%s'%s}".formatted(type, logical, more).replace('\'', '"');
  }

  private static Schema record(String fields) {
    return new Schema.Parser()
        .parse("{'type':'record','name':'r','fields':[%s]}".formatted(fields).replace('\'', '"'));
  }

  private static GenericData.Record row(Schema schema, @Nullable Object... values) {
    GenericData.Record row = new GenericData.Record(schema);
    for (int i = 0; i < values.length; i++) {
      row.put(i, values[i]);
    }
    return row;
  }

  private Path write(Schema schema, GenericData.Record... rows) throws IOException {
    Path file = folder.resolve("f.avro");
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
      writer.create(schema, file.toFile());
      for (GenericData.Record row : rows) {
        writer.append(row);
      }
    }
    return file;
  }

  private Path numbered(CodecFactory codec, int blockBytes, int rows) throws IOException {
    Path file = folder.resolve("f.avro");
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
      writer.setCodec(codec).setSyncInterval(blockBytes).create(NUMBERED, file.toFile());
      for (long n = 0; n < rows; n++) {
        writer.append(row(NUMBERED, n, "text " + n));
      }
    }
    return file;
  }

  private static void replace(Path file, String text, String other) throws IOException {
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    Files.write(file, bytes.replace(text, other).getBytes(StandardCharsets.ISO_8859_1));
  }

  private List<String> stream(byte[] bytes) throws IOException {
    try (RecordFile records = avro.open("f", new ByteArrayInputStream(bytes))) {
      return RowsOf.json(records, false);
    }
  }

  private static long blocks(List<String> keyedRows) {
    return keyedRows.stream().map(row -> row.substring(0, row.indexOf(" row="))).distinct().count();
  }
}
