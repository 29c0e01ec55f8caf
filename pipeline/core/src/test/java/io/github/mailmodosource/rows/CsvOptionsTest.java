package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvOptionsTest {
  /** Each row: delimiter, escape, the header line, the header that travels with the rows. */
  static Stream<Arguments> headers() {
    return Stream.of(
        arguments(null, null, "a;b", "a;b"),
        arguments(";", null, "a;b", "a;b"),
        arguments("^", null, "a^b,c,d", "sep=^\na^b,c,d"),
        arguments("tab", "none", "a,b\tc,d", "sep=\t\na,b\tc,d"),
        arguments("\\t", null, "a,b\tc,d", "sep=\t\na,b\tc,d"),
        arguments("\u0001", null, "a\u0001b", "sep=\u0001\na\u0001b"),
        arguments("^", null, "a;b", "a;b"),
        arguments(null, "backslash", "a;b", "sep=;\\\na;b"),
        arguments("|", "BACKSLASH", "a,b,c|d", "sep=|\\\na,b,c|d"));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void whatTheHeaderDoesNotTellStandsInFrontOfIt(
      @Nullable String delimiter, @Nullable String escape, String line, String header) {
    CsvOptions options = CsvOptions.of(delimiter, escape);
    assertThat(new String(options.header(line.getBytes(UTF_8)), UTF_8), is(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "ü", "\"", "\\", "\n"})
  void whatIsNoDelimiterIsRefusedWithOneLine(String value) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> CsvOptions.of(value, null));
    assertThat(refused.getMessage(), startsWith("--csvDelimiter='" + value + "' is not a "));
  }

  @Test
  void anUnknownEscapeIsRefusedWithOneLine() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> CsvOptions.of(null, "slash"));
    assertThat(
        refused.getMessage(),
        is("--csvEscape=slash is unknown; use backslash, or leave it out (RFC 4180)"));
  }

  /** Each row: a row of two cells in which a backslash escapes, and the cells. */
  static Stream<Arguments> escapes() {
    return Stream.of(
        arguments("\"He said \\\"hi\\\" twice\",b", List.of("He said \"hi\" twice", "b")),
        arguments("\"9\\\"\",\"b\"", List.of("9\"", "b")),
        arguments("\"\\\\\",\"a\"\"b\"", List.of("\\", "a\"b")),
        arguments("a\\,b,c", List.of("a,b", "c")),
        arguments("a\\\nb,c", List.of("a\nb", "c")),
        arguments("a\\nb\\tc,d", List.of("a\nb\tc", "d")),
        arguments("\\N,\\\\N", List.of("\\N", "\\N")),
        arguments("a,b\\", List.of("a", "b\\")));
  }

  @ParameterizedTest
  @MethodSource("escapes")
  void aBackslashTakesTheMeaningFromWhatFollows(String row, List<String> cells) throws Exception {
    byte[] header = CsvOptions.of(null, "backslash").header("x,y".getBytes(UTF_8));
    assertThat(CsvLayout.of(header).cells(row), is(cells));
    byte[] bytes = (row + "\n").getBytes(UTF_8);
    int end = RowSplitter.of(RowFormat.CSV, header).endOfRow(bytes, 0, bytes.length);
    assertThat("where the row ends", end, is(row.endsWith("\\") ? -1 : bytes.length));
  }
}
