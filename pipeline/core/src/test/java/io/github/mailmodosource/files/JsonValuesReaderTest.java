package io.github.mailmodosource.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.SourceRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValuesReaderTest {
  /** Each row: a file, with ' for ", and the rows in it: line (0: not known), byte, text. */
  static Stream<Arguments> files() {
    return Stream.of(
        arguments("[\n {'a': 1},\n {'a': 2}\n]\n", List.of("2@3 {'a': 1}", "3@14 {'a': 2}")),
        arguments(
            "{\n 'a': 1\n}\n{\n 'a': 2\n}", List.of("1@0 {\n 'a': 1\n}", "4@12 {\n 'a': 2\n}")),
        arguments("{'a':1}{'a':2}", List.of("1@0 {'a':1}", "0@7 {'a':2}")),
        arguments("[{'a':[{}]},{}]", List.of("1@1 {'a':[{}]}", "0@12 {}")),
        arguments("\uFEFF[{}]", List.of("1@4 {}")),
        arguments("\u001E{}\n\u001E{}\n", List.of("1@1 {}", "2@5 {}")),
        arguments("[\n{'a':'}]{[\\''}\n]", List.of("2@2 {'a':'}]{[\\''}")),
        arguments("[]\n", List.of()),
        arguments("[\n[{}],\n[{}]\n]", List.of("2@3 {}", "3@9 {}")),
        // What is broken costs itself.
        arguments(
            "[\n {\n  'a': 'x,\n  'b': 1\n },\n {\n  'a': 2\n }\n]",
            List.of("2@3 {\n  'a': 'x,\n  'b': 1\n }", "6@30 {\n  'a': 2\n }")),
        arguments(
            "[\n {\n  'a': 1\n {\n  'a': 2\n }\n]",
            List.of("2@3 {\n  'a': 1", "4@15 {\n  'a': 2\n }")),
        arguments(
            "[\n {\n  'a': 1,\n },\n {\n  'a': 2\n }\n]",
            List.of("2@3 {\n  'a': 1,\n }", "5@20 {\n  'a': 2\n }")),
        arguments(
            "[{'a':1},{'a' 2},{'a':3}]", List.of("1@1 {'a':1}", "0@9 {'a' 2}", "0@17 {'a':3}")),
        arguments(
            "[\n{'a':1},\nnull,\n{'a':2}]", List.of("2@2 {'a':1}", "3@11 null", "4@17 {'a':2}")),
        arguments("{'a':1}{'a':", List.of("1@0 {'a':1}", "0@7 {'a':")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void eachObjectIsARowAndNothingIsLost(String text, List<String> rows) throws Exception {
    List<String> found = new ArrayList<>();
    for (SourceRow row : rows(text.replace('\'', '"'))) {
      found.add((row.line() + "@" + row.position() + " " + row.text()).replace('"', '\''));
    }
    assertThat(found, is(rows));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[{}", "[{},", "[\n{}\n,{\"a\":", "[{\"a\":1},{\"b\":\"x"})
  void anArrayThatIsNeverClosedIsACutFile(String text) {
    IOException e = assertThrows(IOException.class, () -> rows(text));
    assertThat(e.getMessage(), is("its JSON array is never closed"));
  }

  @Test
  void aFileOfManyBlocksLosesNoRowAndHoldsNoMoreThanABlock() throws Exception {
    StringBuilder text = new StringBuilder("[\n");
    int count = 20_000;
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",\n").append("{\n \"id\": ").append(i).append(",\n \"t\": \"");
      text.append("é".repeat(i % 90)).append("\"\n}");
    }
    List<SourceRow> rows = rows(text + "\n]\n");
    assertThat(rows.size(), is(count));
    byte[] bytes = text.toString().getBytes(UTF_8);
    for (int i = 0; i < count; i++) {
      SourceRow row = rows.get(i);
      assertThat(row.line(), is(2L + 4L * i));
      String slice = new String(bytes, (int) row.position(), row.length(), UTF_8);
      assertThat(row.text(), is(slice));
      assertThat(slice.startsWith("{\n \"id\": " + i + ","), is(true));
    }
  }

  @Test
  void anObjectThatIsTooLargeIsCutAndTheNextIsRead() throws Exception {
    String big = "{\"a\":\"" + "x".repeat(9 << 20) + "\"}";
    List<SourceRow> rows = rows("[{},\n" + big + ",\n{\"last\":1}]");
    assertThat(rows.size(), is(3));
    assertThat(rows.get(1).isCut(), is(true));
    assertThat(rows.get(1).length(), is(lessThan(100_000)));
    assertThat(rows.get(1).wholeLength(), is((long) big.length()));
    assertThat(rows.get(1).line(), is(2L));
    assertThat(rows.get(2).text(), is("{\"last\":1}"));
    assertThat(rows.get(2).line(), is(3L));
  }

  /** "A letter that cannot be read is one more dead letter, never the end of the others." */
  @Test
  void anArrayOfLettersThatIsNeverClosedIsReadAsFarAsItGoes() throws IOException {
    assertThat(
        letters("[{\"a\":1},\n{\"a\":2},\n{\"a\":"),
        is(List.of("{\"a\":1}", "{\"a\":2}", "{\"a\":")));
    assertThat(letters("[{\"a\":1},\n{\"a\":2},\n"), is(List.of("{\"a\":1}", "{\"a\":2}", "[")));
    assertThat(letters("[{\"a\":1},\n{\"a\":2}]\n"), is(List.of("{\"a\":1}", "{\"a\":2}")));
  }

  private static List<String> letters(String text) throws IOException {
    List<String> letters = new ArrayList<>();
    new JsonValuesReader(
            "a.json",
            true,
            1 << 20,
            Channels.newChannel(new ByteArrayInputStream(text.getBytes(UTF_8))),
            block -> block.forEachRow(row -> letters.add(String.valueOf(row.text()))))
        .read();
    return letters;
  }

  private static List<SourceRow> rows(String text) throws IOException {
    List<SourceRow> rows = new ArrayList<>();
    List<RowBlock> blocks = new ArrayList<>();
    new JsonValuesReader(
            "a.json",
            Channels.newChannel(new ByteArrayInputStream(text.getBytes(UTF_8))),
            blocks::add)
        .read();
    blocks.forEach(block -> block.forEachRow(rows::add));
    return rows;
  }
}
