package io.github.mailmodosource.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowSplitter;
import io.github.mailmodosource.rows.SourceRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeReaderTest {
  private static final int MB = 1 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{1}\n{22}\n\n{é😃}\r\n \r\n{5}",
        "{é}\n{😃}\n",
        "\n\n{1}\n\n{2}\n\n",
        "\uFEFF{1}\n{2}\n",
        "\uFEFF\n{1}\n",
        "\uFEFF",
        "{one row}",
        "\n",
      })
  void whereverAFileIsSplitIntoRangesEachRowIsReadOnce(String text) throws Exception {
    List<String> whole = rows(read(RowFormat.JSON_LINES, text, 0, Long.MAX_VALUE));
    assertThat(whole, is(text.replace("\uFEFF", "").lines().filter(l -> !l.isBlank()).toList()));
    int size = text.getBytes(UTF_8).length;
    for (int first = 0; first <= size; first++) {
      for (int second = first; second <= size; second++) {
        List<RowBlock> blocks = new ArrayList<>(read(RowFormat.JSON_LINES, text, 0, first));
        blocks.addAll(read(RowFormat.JSON_LINES, text, first, second));
        blocks.addAll(read(RowFormat.JSON_LINES, text, second, size));
        assertThat("split at " + first + " and " + second, rows(blocks), is(whole));
      }
    }
  }

  @Test
  void aRangeKnowsTheByteOfItsRowsButNotTheLineUnlessItIsTheFirst() throws Exception {
    String text = "{é}\n{2}\n{3}\n";
    assertThat(places(read(RowFormat.JSON_LINES, text, 0, 6)), contains("1@0", "2@5"));
    assertThat(places(read(RowFormat.JSON_LINES, text, 6, 13)), contains("0@9"));
  }

  @Test
  void linesAndBytesAreCountedFromTheStartOfTheFile() throws Exception {
    List<RowBlock> blocks =
        read(RowFormat.CSV, "\uFEFFa,b\r\n1,\"x\ny\"\r\n\r\n3,4", 0, Long.MAX_VALUE);
    assertThat(places(blocks), contains("2@8", "5@19"));
    assertThat(rows(blocks), contains("1,\"x\ny\"", "3,4"));
  }

  /** Each row: the text of a CSV file, its header, its rows. */
  static Stream<Arguments> csvFiles() {
    return Stream.of(
        arguments("a,b\n1,2\n", "a,b", List.of("1,2")),
        arguments("\uFEFFa,b\r\n1,2\r\n", "a,b", List.of("1,2")),
        arguments("a,\"b\nc\"\n1,2\n", "a,\"b\nc\"", List.of("1,2")),
        arguments("\n \r\na,b\n1,2\n", "a,b", List.of("1,2")),
        arguments("\uFEFF\r\na,b\n1,2\n", "a,b", List.of("1,2")),
        arguments("a,b", "a,b", List.of()),
        arguments("a,b\n", "a,b", List.of()),
        arguments("a,b\n\n\n", "a,b", List.of()),
        arguments("a,b\n1,\"never\n3,4\n", "a,b", List.of("1,\"never", "3,4")),
        arguments("a,b\n1,\"never", "a,b", List.of("1,\"never")),
        arguments("a,b\n\"x\n\"y\n3,\"4\n5\"", "a,b", List.of("\"x", "\"y", "3,\"4\n5\"")),
        arguments("a,b\n1,\"x\n2,y\n3,\"z\n4,5\n", "a,b", List.of("1,\"x", "2,y", "3,\"z", "4,5")),
        arguments("a,b\n1,\"x\n2,y\"\n3,4\n", "a,b", List.of("1,\"x\n2,y\"", "3,4")),
        arguments("a,b\n\"x\n2\"\n3,4\n", "a,b", List.of("\"x", "2\"", "3,4")),
        arguments("a;b\n1;\"x\ny\"\n", "a;b", List.of("1;\"x\ny\"")),
        arguments("a;b\n1;x,\"\n2;y\n", "a;b", List.of("1;x,\"", "2;y")),
        arguments("sep=;\na,b;c\n1;2\n", "sep=;\na,b;c", List.of("1;2")),
        arguments("sep=,\na;b;c,d\n1,2\n", "sep=,\na;b;c,d", List.of("1,2")),
        arguments("a,b\n1,2\na,b\n\uFEFFa,b\n3,4\n", "a,b", List.of("1,2", "3,4")),
        arguments("a,b,\n1,2,\n3,4\na,b\n", "a,b,", List.of("1,2,", "3,4")),
        arguments("a,b\n1,2,\n\n3,4,\n", "a,b,", List.of("1,2,", "3,4,")),
        arguments("a,b\n1,2,\n3,4\n", "a,b", List.of("1,2,", "3,4")),
        arguments("a,\"b\n1,2\n", "a,\"b", List.of("1,2")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("csvFiles")
  void aCsvFileIsAHeaderLineAndRowsAndAQuoteThatIsNeverClosedSwallowsNone(
      String text, String header, List<String> rows) throws Exception {
    List<RowBlock> blocks = read(RowFormat.CSV, text, 0, Long.MAX_VALUE);
    assertThat(rows(blocks), is(rows));
    for (RowBlock block : blocks) {
      byte[] found = block.header();
      assertThat(found == null ? "" : new String(found, UTF_8), is(header));
    }
  }

  @Test
  void onlyIfEachOfTheFirstThousandRowsEndsInADelimiterIsItNoCell() throws Exception {
    String thousand = "a,b\n" + "1,2,\n".repeat(1_000);
    for (String more : List.of("", "3,4\n", "3,4,\n")) {
      List<RowBlock> blocks = read(RowFormat.CSV, thousand + more, 0, Long.MAX_VALUE);
      assertThat(new String(header(blocks.get(0)), UTF_8), is("a,b,"));
    }
    String but = "a,b\n" + "1,2,\n".repeat(999) + "1,2\n";
    assertThat(
        new String(header(read(RowFormat.CSV, but, 0, Long.MAX_VALUE).get(0)), UTF_8), is("a,b"));
  }

  @Test
  void aHeaderThatIsNoUtf8KeepsItsNamesApart() throws Exception {
    byte[] text = "Größe,Grüße\n1,2\n".getBytes(ISO_8859_1);
    List<RowBlock> blocks = new ArrayList<>();
    reader(
            new FileRange("a.csv", text.length, RowFormat.CSV, 0, Long.MAX_VALUE),
            RowFormat.CSV,
            Channels.newChannel(new ByteArrayInputStream(text)),
            blocks::add)
        .read();
    assertThat(new String(header(blocks.get(0)), UTF_8), is("Größe,Grüße"));
  }

  private static byte[] header(RowBlock block) {
    byte[] header = block.header();
    return header == null ? new byte[0] : header;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF", "\n", "\r\n \n"})
  void aFileWithNothingInItHasNoRows(String text) throws Exception {
    for (RowFormat format : List.of(RowFormat.JSON_LINES, RowFormat.CSV)) {
      assertThat(rows(read(format, text, 0, Long.MAX_VALUE)), is(empty()));
    }
  }

  @Test
  void aFileOfManyBlocksLosesNoByteAndEveryBlockHoldsWholeRows() throws Exception {
    StringBuilder text = new StringBuilder("id,text\n");
    for (int i = 0; text.length() < 5 * MB; i++) {
      text.append(i)
          .append(",\"line one of ")
          .append("é😃".repeat(i % 50))
          .append("\nline two\"\n");
    }
    List<RowBlock> blocks = read(RowFormat.CSV, text.toString(), 0, Long.MAX_VALUE);
    assertThat(blocks.size(), is(greaterThan(3)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("id,text\n".getBytes(UTF_8));
    long line = 2;
    for (RowBlock block : blocks) {
      assertThat(block.position(), is((long) bytes.size()));
      assertThat(block.firstLine(), is(line));
      bytes.writeBytes(block.bytes());
      line += RowSplitter.countLines(block.bytes(), 0, block.bytes().length);
    }
    assertThat(bytes.toString(UTF_8).contentEquals(text), is(true));
    List<String> rows = rows(blocks);
    assertThat((long) rows.size(), is((line - 2) / 2));
    assertThat(rows.stream().allMatch(row -> row.endsWith("\nline two\"")), is(true));
  }

  @ParameterizedTest
  @ValueSource(ints = {MB - 1, MB, MB + 1, 3 * MB, 8 * MB})
  void aRowBiggerThanABlockIsReadWhole(int length) throws Exception {
    String big = "x".repeat(length);
    String text = "{1}\r\n" + big + "\r\n{3}\r\n";
    assertThat(lengths(read(RowFormat.JSON_LINES, text, 0, 7)), contains(3, length));
    assertThat(lengths(read(RowFormat.JSON_LINES, text, 7, length)), is(empty()));
    assertThat(lengths(read(RowFormat.JSON_LINES, text, length, length + 12)), contains(3));
    assertThat(
        lengths(read(RowFormat.CSV, "h\n" + text, 0, Long.MAX_VALUE)), contains(3, length, 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {8 * MB + 1, 8 * MB + 2, 12 * MB, 20 * MB})
  void aRowBiggerThanIsAllowedIsCutWhereverItStandsAndTheRowsBehindItAreRead(int length)
      throws Exception {
    for (RowFormat format : List.of(RowFormat.JSON_LINES, RowFormat.CSV)) {
      for (String before : List.of("{1}\n", "{" + "1".repeat(900_000) + "}\n{2}\n")) {
        String text = before + "x".repeat(length) + "\n{3}\n{4}";
        List<SourceRow> rows = new ArrayList<>();
        for (RowBlock block : read(format, "h\n" + text, 0, Long.MAX_VALUE)) {
          block.forEachRow(rows::add);
        }
        SourceRow large = rows.get(rows.size() - 3);
        assertThat(large.isCut(), is(true));
        assertThat(large.wholeLength(), is((long) length));
        assertThat(large.length(), is(64 * 1024));
        assertThat(large.position(), is(before.length() + 2L));
        assertThat(rows.get(rows.size() - 2).text(), is("{3}"));
        assertThat(rows.get(rows.size() - 2).line(), is(large.line() + 1));
        assertThat(rows.get(rows.size() - 1).text(), is("{4}"));
        assertThat(rows.stream().filter(SourceRow::isCut).count(), is(1L));
      }
    }
  }

  @Test
  void aRowBiggerThanIsAllowedMayBeTheLastAndWithoutALineEnd() throws Exception {
    List<SourceRow> rows = new ArrayList<>();
    for (RowBlock block : read(RowFormat.JSON_LINES, "x".repeat(9 * MB), 0, 9 * MB)) {
      block.forEachRow(rows::add);
    }
    assertThat(rows.size(), is(1));
    assertThat(rows.get(0).wholeLength(), is(9L * MB));
    assertThat(rows.get(0).isCut(), is(true));
  }

  @Test
  void aQuoteThatIsNeverClosedInABigFileCostsOneLineAndNotTheFile() throws Exception {
    StringBuilder text = new StringBuilder("a,b\n0,\"never\n");
    int rows = 0;
    for (; text.length() < 9 * MB; rows++) {
      text.append(rows).append(",some text that makes the file as big as it has to be\n");
    }
    List<String> found = rows(read(RowFormat.CSV, text.toString(), 0, Long.MAX_VALUE));
    assertThat(found.size(), is(rows + 1));
    assertThat(found.get(0), is("0,\"never"));
    assertThat(found.subList(1, found.size()), everyItem(endsWith("to be")));
  }

  @Test
  void aSourceThatGivesAByteAtATimeIsReadJustTheSame() throws Exception {
    String text = "a,b\r\n1,\"é\n😃\"\r\n3,4\r\n";
    List<RowBlock> blocks = new ArrayList<>();
    FileRange range = new FileRange("a.csv", 0, null, 0, Long.MAX_VALUE);
    reader(range, RowFormat.CSV, new Dripping(text.getBytes(UTF_8)), blocks::add).read();
    assertThat(rows(blocks), contains("1,\"é\n😃\"", "3,4"));
  }

  @Test
  void jsonLinesHaveNoHeader() throws Exception {
    List<RowBlock> blocks = read(RowFormat.JSON_LINES, "{}\n", 0, Long.MAX_VALUE);
    assertThat(blocks.get(0).header(), is(nullValue()));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 8, 11})
  void aRangeWhoseEndIsGoneIsNotTakenForRead(long start) throws Exception {
    Path file = folder.resolve("rows");
    Files.writeString(file, "{1}\n{22}\n{");
    FileRange range = new FileRange("rows", 14, RowFormat.JSON_LINES, start, 14);
    try (ReadableByteChannel in = Files.newByteChannel(file)) {
      RangeReader reader = reader(range, RowFormat.JSON_LINES, in, block -> {});
      IOException e = assertThrows(IOException.class, reader::read);
      assertThat(e.getMessage(), startsWith("it was cut while it was read (14 bytes before, "));
    }
  }

  private List<RowBlock> read(RowFormat format, String text, long start, long end)
      throws IOException {
    Path file = folder.resolve("rows");
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.writeString(file, text);
    }
    List<RowBlock> blocks = new ArrayList<>();
    if (start < end) {
      try (ReadableByteChannel in = Files.newByteChannel(file)) {
        FileRange range = new FileRange("rows", Files.size(file), format, start, end);
        reader(range, format, in, blocks::add).read();
      }
    }
    return blocks;
  }

  private static List<String> rows(List<RowBlock> blocks) {
    List<String> rows = new ArrayList<>();
    blocks.forEach(block -> block.forEachRow(row -> rows.add(String.valueOf(row.text()))));
    return rows;
  }

  private static List<Integer> lengths(List<RowBlock> blocks) {
    List<Integer> lengths = new ArrayList<>();
    blocks.forEach(block -> block.forEachRow(row -> lengths.add(row.length())));
    return lengths;
  }

  /** Line and byte of each row. */
  private static List<String> places(List<RowBlock> blocks) {
    List<String> places = new ArrayList<>();
    blocks.forEach(block -> block.forEachRow(row -> places.add(row.line() + "@" + row.position())));
    return places;
  }

  private static final class Dripping implements ReadableByteChannel {
    private final byte[] bytes;
    private int next;

    Dripping(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer target) {
      if (next == bytes.length) {
        return -1;
      }
      target.put(bytes[next++]);
      return 1;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  private static RangeReader reader(
      FileRange range, RowFormat format, ReadableByteChannel in, Consumer<RowBlock> out) {
    return new RangeReader(range, format, CsvOptions.NONE, in, RangeReader.newBuffer(), out);
  }
}
