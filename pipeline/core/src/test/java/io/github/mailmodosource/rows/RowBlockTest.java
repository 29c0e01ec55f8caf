package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowBlockTest {
  @Test
  void eachRowKnowsItsLineAndByte() {
    RowBlock block = jsonLines(100, 5, "{}\n[é]\r\n7");
    assertThat(
        places(block),
        contains("line 5 byte 100: {}", "line 6 byte 103: [é]", "line 7 byte 109: 7"));
  }

  @Test
  void whoHasReadABlockHasPassedItsRowsAndThoseOfNoBlockBehindIt() {
    assertThat(jsonLines(100, 5, "{}\n[é]\n").passed(), is(108L));
    byte[] beginning = "{".getBytes(UTF_8);
    assertThat(
        "one row of which only the beginning is here",
        new RowBlock("a", 7, 1, RowFormat.JSON_LINES, null, 9_000_000, beginning).passed(),
        is(9_000_007L));
    assertThat("the last of them begins at byte 40", values("{1}@7", "{2}@40").passed(), is(41L));
  }

  @Test
  void whatHasBeenPassedIsLeftOutHoweverTheBlocksWereCut() {
    RowBlock lines = jsonLines(100, 5, "{1}\n{22}\n{3}");
    assertThat(lines.behind(0), sameInstance(lines));
    assertThat(lines.behind(100), sameInstance(lines));
    assertThat(rest(lines, 104), contains("line 6 byte 104: {22}", "line 7 byte 109: {3}"));
    assertThat("in the middle of a row", rest(lines, 106), contains("line 7 byte 109: {3}"));
    assertThat(rest(lines, 109), contains("line 7 byte 109: {3}"));
    assertThat(lines.behind(112), is(nullValue()));
    assertThat(lines.behind(200), is(nullValue()));
    assertThat(rest(jsonLines(100, 0, "{1}\n{2}"), 104), contains("line 0 byte 104: {2}"));
    RowBlock values = values("{1}@7", "{2}@40", "{3}@45");
    assertThat(values.behind(7), sameInstance(values));
    assertThat(rest(values, 8), contains("line 1 byte 40: {2}", "line 1 byte 45: {3}"));
    assertThat(rest(values, 41), contains("line 1 byte 45: {3}"));
    assertThat(values.behind(46), is(nullValue()));
  }

  private static List<String> rest(RowBlock block, long come) {
    RowBlock rest = block.behind(come);
    return rest == null ? List.of() : places(rest);
  }

  /** Rows with their bytes in the file. */
  private static RowBlock values(String... rows) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    long first = Long.parseLong(rows[0].split("@", -1)[1]);
    for (String row : rows) {
      String[] parts = row.split("@", -1);
      byte[] text = parts[0].getBytes(UTF_8);
      JsonValues.append(Long.parseLong(parts[1]), 1, text, 0, text.length, block);
    }
    return new RowBlock("a", first, 1, RowFormat.JSON_VALUES, null, 0, block.toByteArray());
  }

  @Test
  void whereTheFirstLineIsNotKnownNoneIs() {
    assertThat(
        places(jsonLines(100, 0, "{}\n7\n")),
        contains("line 0 byte 100: {}", "line 0 byte 103: 7"));
  }

  @Test
  void blankLinesAreNoRowsButCountAsLines() {
    assertThat(
        places(jsonLines(0, 1, "\n \t\r\n{}\n\r\n\n7\n  ")),
        contains("line 3 byte 5: {}", "line 6 byte 11: 7"));
  }

  /** Each row: a line, the rows that it holds, and the byte where each begins. */
  static Stream<Arguments> linesOfSeveral() {
    return Stream.of(
        arguments("[{\"a\":1},{\"b\":[{}]}]", List.of("1@1 {\"a\":1}", "0@9 {\"b\":[{}]}")),
        arguments("[]", List.of()),
        arguments(" [ ] ", List.of()),
        arguments("[ {} ]\r", List.of("1@2 {}")),
        arguments("{}{}", List.of("1@0 {}", "0@2 {}")),
        arguments("{\"a\":{}} \t{\"b\":1}", List.of("1@0 {\"a\":{}}", "0@10 {\"b\":1}")),
        arguments("[{}][{}]", List.of("1@1 {}", "0@5 {}")),
        // What is within an object, or within quotes, is not a row.
        arguments("{\"a\":\"}{\"}", List.of("1@0 {\"a\":\"}{\"}")),
        arguments("{\"a\":[{},{}]}", List.of("1@0 {\"a\":[{},{}]}")),
        // What is not an object is a row all the same: somebody has to be told.
        arguments("[\"a\",{},7]", List.of("1@1 \"a\"", "0@5 {}", "0@8 7")),
        arguments("[\"a{\",1]", List.of("1@0 [\"a{\",1]")),
        arguments("[{},{}", List.of("1@1 {}", "0@4 {}", "0@0 [")),
        arguments("{}{\"a\":", List.of("1@0 {}", "0@2 {\"a\":")),
        arguments("{\"a\":1}{\"b\":x\"}{}", List.of("1@0 {\"a\":1}", "0@7 {\"b\":x\"}{}")),
        arguments("{} x", List.of("1@0 {} x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("linesOfSeveral")
  void aLineMayBeAnArrayOfRowsOrHoldOneBehindAnother(String line, List<String> rows) {
    List<String> found = new ArrayList<>();
    jsonLines(0, 1, line + "\n{\"next\":1}")
        .forEachRow(row -> found.add(row.line() + "@" + row.position() + " " + row.text()));
    List<String> expected = new ArrayList<>(rows);
    expected.add("2@" + (line.length() + 1) + " {\"next\":1}");
    assertThat(found, is(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\n \"a\": 1\n}", "{\n \"a\": 1,\n", "{\"a\":\"\n\"}"})
  void aRowOfSeveralLinesThatComesBackFromALetterIsOneRow(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    SourceRow row =
        new SourceRow(
            "a.json line 7",
            SourceRow.UNKNOWN_POSITION,
            0,
            RowFormat.JSON_LINES,
            null,
            bytes,
            0,
            bytes.length,
            bytes.length);
    SourceRow again = onlyRow(RowBlock.of(row));
    assertThat(again.text(), is(text));
    assertThat(again.where(), is("a.json line 7"));
    assertThat(again.format(), is(RowFormat.JSON_LINES));
  }

  @Test
  void aCsvRowOfSeveralLinesStandsAtItsFirst() {
    RowBlock block = csv(2, "a,\"b\nc\r\nd\"\r\ne,f\n");
    assertThat(places(block), contains("line 2 byte 0: a,\"b\nc\r\nd\"", "line 5 byte 12: e,f"));
  }

  @Test
  void aCsvRowWhoseQuoteIsNeverClosedIsOneRow() {
    assertThat(places(csv(2, "a,\"b\n")), contains("line 2 byte 0: a,\"b"));
  }

  @Test
  void aStrayQuoteCostsItsOwnLineOnlyBeItClosedSomewhereOrNot() {
    assertThat(
        places(csv(2, "a,\"b\nc,d\ne,\"f\ng,h\n")),
        contains(
            "line 2 byte 0: a,\"b",
            "line 3 byte 5: c,d",
            "line 4 byte 9: e,\"f",
            "line 5 byte 14: g,h"));
    assertThat(
        "where the quotes close, but not to two cells",
        places(csv(2, "\"b\nc,d\ne\"\ng,h\n")),
        contains(
            "line 2 byte 0: \"b",
            "line 3 byte 3: c,d",
            "line 4 byte 7: e\"",
            "line 5 byte 10: g,h"));
  }

  @Test
  void theHeaderAgainIsNoRowButCountsAsALine() {
    assertThat(
        places(csv(2, "a,b\nx,y\n\uFEFFx,y\r\nc,d\n")),
        contains("line 2 byte 0: a,b", "line 5 byte 16: c,d"));
  }

  @Test
  void everyCsvRowKnowsTheHeader() {
    RowBlock block = csv(2, "a,b\nc,d\n");
    List<byte @Nullable []> headers = new ArrayList<>();
    block.forEachRow(row -> headers.add(row.header()));
    assertThat(headers, contains(sameInstance(block.header()), sameInstance(block.header())));
  }

  @Test
  void theBeginningOfARowThatWasTooLargeToHoldIsOneCutRow() {
    byte[] beginning = "a,\"b\nc\nd".getBytes(UTF_8);
    SourceRow row =
        onlyRow(new RowBlock("a.csv", 7, 3, RowFormat.CSV, new byte[0], 9_000_000, beginning));
    assertThat(row.isCut(), is(true));
    assertThat(row.wholeLength(), is(9_000_000L));
    assertThat(row.text(), is("a,\"b\nc\nd"));
    assertThat(row.where(), is("a.csv line 3"));
  }

  @Test
  void aRowThatWasTooLargeIsNotLostWhenItsBeginningIsBlank() {
    byte[] beginning = " ".repeat(100).getBytes(UTF_8);
    SourceRow row =
        onlyRow(new RowBlock("a", 0, 1, RowFormat.JSON_LINES, null, 9_000_000, beginning));
    assertThat(row.isCut(), is(true));
  }

  @Test
  void aRowOfTheGreatestLengthIsWholeAndOneByteMoreIsCut() {
    byte[] bytes = new byte[SourceRow.MAX_BYTES + 3];
    Arrays.fill(bytes, (byte) 'x');
    bytes[SourceRow.MAX_BYTES] = '\r';
    bytes[SourceRow.MAX_BYTES + 1] = '\n';
    bytes[SourceRow.MAX_BYTES + 2] = ' ';
    SourceRow whole = onlyRow(new RowBlock("a", 0, 1, RowFormat.JSON_LINES, null, 0, bytes));
    assertThat(whole.isCut(), is(false));
    assertThat(whole.length(), is(SourceRow.MAX_BYTES));

    bytes[SourceRow.MAX_BYTES] = 'x';
    SourceRow cut = onlyRow(new RowBlock("a", 0, 1, RowFormat.JSON_LINES, null, 0, bytes));
    assertThat(cut.isCut(), is(true));
    assertThat(cut.wholeLength(), is(SourceRow.MAX_BYTES + 1L));
    assertThat(cut.length(), is(SourceRow.CUT_BYTES));
  }

  private static List<String> places(RowBlock block) {
    List<String> places = new ArrayList<>();
    block.forEachRow(
        row -> places.add("line " + row.line() + " byte " + row.position() + ": " + row.text()));
    return places;
  }

  private static SourceRow onlyRow(RowBlock block) {
    List<SourceRow> rows = new ArrayList<>();
    block.forEachRow(rows::add);
    assertThat(rows.size(), is(1));
    return rows.get(0);
  }

  private static RowBlock jsonLines(long position, long firstLine, String text) {
    return new RowBlock(
        "a", position, firstLine, RowFormat.JSON_LINES, null, 0, text.getBytes(UTF_8));
  }

  private static RowBlock csv(long firstLine, String text) {
    byte[] header = "x,y".getBytes(UTF_8);
    return new RowBlock("a", 0, firstLine, RowFormat.CSV, header, 0, text.getBytes(UTF_8));
  }
}
