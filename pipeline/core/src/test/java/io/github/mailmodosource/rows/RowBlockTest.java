package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowBlockTest {
  @Test
  void eachRowKnowsItsLineAndByte() {
    RowBlock block = jsonLines(100, 5, "{}\n[é]\r\n7");
    assertThat(
        places(block),
        contains("line 5 byte 100: {}", "line 6 byte 103: [é]", "line 7 byte 109: 7"));
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
