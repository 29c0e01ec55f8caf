package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FieldReaderTest {
  private static final FieldMapping MAPPING = FieldMapping.of(Map.of("a", List.of("a")));

  @ParameterizedTest
  @EnumSource(names = {"JSON_LINES", "CSV"})
  void oneReaderReadsEveryFormat(RowFormat format) throws Exception {
    FieldReader reader = new FieldReader(MAPPING, false);
    String text =
        switch (format) {
          case JSON_LINES -> "{\"a\":7}";
          case CSV -> "7";
          case TABLE, UNREADABLE, JSON_VALUES, UNREADABLE_FILE, PARQUET, AVRO ->
              throw new IllegalArgumentException("no format of files");
        };
    assertThat(reader.read(row(format, text, text.length())).get(0), is("7"));
  }

  @ParameterizedTest
  @EnumSource
  void aRowOfWhichOnlyTheBeginningIsHereIsTooLarge(RowFormat format) {
    BadRowException e =
        assertThrows(
            BadRowException.class,
            () -> new FieldReader(MAPPING, false).read(row(format, "{\"a\":7}", 9_000_000)));
    assertThat(e.reason(), is(Reason.ROW_TOO_LARGE));
    assertThat(
        e.getMessage(),
        is("the row has 9000000 bytes, more than 8388608; only its first 7 are kept here"));
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON_LINES", "CSV"})
  void anEmptyConstantMeansAbsent(RowFormat format) throws Exception {
    FieldReader reader = new FieldReader(MAPPING.with("a=''"), false);
    String text = format == RowFormat.CSV ? "7" : "{\"a\":7}";
    assertThat(reader.read(row(format, text, text.length())).get(0), is(nullValue()));
  }

  @Test
  void aConstantHoldsForRowAfterRow() throws Exception {
    FieldReader reader = new FieldReader(MAPPING.with("a='it''s, so'"), false);
    for (String text : List.of("{\"a\":7}", "{}", "{\"a\":null}")) {
      FieldValues values = reader.read(row(RowFormat.JSON_LINES, text, text.length()));
      assertThat(values.get(0), is("it's, so"));
    }
  }

  @Test
  void aFileThatCannotBeReadIsOneRowThatSaysWhy() {
    List<SourceRow> rows = new ArrayList<>();
    RowBlock.ofUnreadableFile("in/a.jsonl.gz", "in/a.jsonl.gz ends too early")
        .forEachRow(rows::add);
    assertThat(rows.size(), is(1));
    BadRowException e =
        assertThrows(
            BadRowException.class, () -> new FieldReader(MAPPING, false).read(rows.get(0)));
    assertThat(e.reason(), is(Reason.UNREADABLE_FILE));
    assertThat(e.getMessage(), is("in/a.jsonl.gz ends too early"));
    DeadLetter letter = rows.get(0).deadLetter(e.reason(), e.getMessage());
    assertThat(letter.source(), is("in/a.jsonl.gz"));
    assertThat(letter.row(), is(""));
    assertThat(letter.header(), is(nullValue()));
  }

  private static SourceRow row(RowFormat format, String text, long wholeLength) {
    byte[] bytes = text.getBytes(UTF_8);
    byte[] header = format == RowFormat.CSV ? "a".getBytes(UTF_8) : null;
    return new SourceRow("a", 0, 1, format, header, bytes, 0, bytes.length, wholeLength);
  }
}
