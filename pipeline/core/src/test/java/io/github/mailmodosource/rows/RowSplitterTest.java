package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RowSplitterTest {
  /** Each row: format, text, the rows that end in it with their line ends. */
  static Stream<Arguments> texts() {
    return Stream.of(
        arguments(RowFormat.JSON_LINES, "{}\n[]\n", List.of("{}\n", "[]\n")),
        arguments(RowFormat.JSON_LINES, "{}\r\n[]\r\n", List.of("{}\r\n", "[]\r\n")),
        arguments(RowFormat.JSON_LINES, "{}\n\n[]\n", List.of("{}\n", "\n", "[]\n")),
        arguments(RowFormat.JSON_LINES, "{}\n[]", List.of("{}\n")),
        arguments(RowFormat.JSON_LINES, "{}\r[]\n", List.of("{}\r[]\n")),
        arguments(RowFormat.JSON_LINES, "\"a\n\"\n", List.of("\"a\n", "\"\n")),
        arguments(RowFormat.JSON_LINES, "é😀\u2028\u0085\n", List.of("é😀\u2028\u0085\n")),
        arguments(RowFormat.CSV, "a,b\nc,d\n", List.of("a,b\n", "c,d\n")),
        arguments(RowFormat.CSV, "a,b\r\nc,d\r\n", List.of("a,b\r\n", "c,d\r\n")),
        arguments(RowFormat.CSV, "\"a\nb\",c\nd\n", List.of("\"a\nb\",c\n", "d\n")),
        arguments(RowFormat.CSV, "c,\"a\r\nb\"\r\nd\r\n", List.of("c,\"a\r\nb\"\r\n", "d\r\n")),
        arguments(RowFormat.CSV, "\"a\"\"\nb\"\nd\n", List.of("\"a\"\"\nb\"\n", "d\n")),
        arguments(RowFormat.CSV, "\"\"\nd\n", List.of("\"\"\n", "d\n")),
        arguments(RowFormat.CSV, "\"\"\"\n\"\nd\n", List.of("\"\"\"\n\"\n", "d\n")),
        arguments(RowFormat.CSV, "\",\n\",x\n", List.of("\",\n\",x\n")),
        // A quote inside an unquoted field is text; it opens nothing.
        arguments(RowFormat.CSV, "a\"b\nc\"d\n", List.of("a\"b\n", "c\"d\n")),
        arguments(RowFormat.CSV, "\"a\"b\"\nc\n", List.of("\"a\"b\"\n", "c\n")),
        arguments(RowFormat.CSV, " \"a\n", List.of(" \"a\n")),
        arguments(RowFormat.CSV, "a,\"b\nc\n", List.of()),
        arguments(RowFormat.CSV, "a\n,\"b\nc\n", List.of("a\n")));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("texts")
  void aRowEndsAtALineBreakThatIsNotBetweenCsvQuotes(
      RowFormat format, String text, List<String> rows) {
    RowSplitter splitter = RowSplitter.of(format);
    byte[] bytes = text.getBytes(UTF_8);
    List<String> found = new ArrayList<>();
    int from = 0;
    for (int end = splitter.endOfRow(bytes, from, bytes.length);
        end >= 0;
        end = splitter.endOfRow(bytes, from, bytes.length)) {
      found.add(new String(bytes, from, end - from, UTF_8));
      from = end;
    }
    assertThat(found, is(rows));
    assertThat(
        "the last of them",
        RowSplitter.of(format).endOfLastRow(bytes, 0, bytes.length, false),
        is(from));
  }

  /** Each row: format, text, how many bytes of it are whole rows at the end of a file. */
  static Stream<Arguments> endsOfFiles() {
    return Stream.of(
        arguments(RowFormat.JSON_LINES, "{}\n[", 4),
        arguments(RowFormat.JSON_LINES, "", 0),
        arguments(RowFormat.CSV, "a\nb", 3),
        arguments(RowFormat.CSV, "a\n\"b\"", 5),
        arguments(RowFormat.CSV, "a\n\"b\nc", 2),
        arguments(RowFormat.CSV, "\"b\nc", 0),
        arguments(RowFormat.CSV, "a\n", 2),
        arguments(RowFormat.CSV, "", 0));
  }

  @ParameterizedTest(name = "{0} {1}: {2} bytes")
  @MethodSource("endsOfFiles")
  void theLastRowOfAFileNeedsNoLineEndButItsQuotesMustBeClosed(
      RowFormat format, String text, int end) {
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(RowSplitter.of(format).endOfLastRow(bytes, 0, bytes.length, true), is(end));
  }

  @ParameterizedTest(name = "[{0}] is [{1}]")
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"'a\n','a'", "'a\r\n','a'", "'a\r','a'", "'a\n\n','a\n'", "'a ','a '", "'\r\n',''"})
  void oneLineEndIsTakenOff(String line, String row) {
    byte[] bytes = line.getBytes(UTF_8);
    assertThat(
        new String(bytes, 0, RowSplitter.trimLineEnd(bytes, 0, bytes.length), UTF_8), is(row));
  }

  @ParameterizedTest(name = "[{0}] is blank: {1}")
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"'',true", "' \t ',true", "'\r',true", "'.',false", "' 0',false", "'\u00a0',false"})
  void aLineOfNothingButWhiteSpaceIsBlank(String line, boolean blank) {
    byte[] bytes = line.getBytes(UTF_8);
    assertThat(RowSplitter.isBlank(bytes, 0, bytes.length), is(blank));
  }
}
