package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRowTest {
  private static final byte[] BUFFER = "xx{\"é\":1}yy".getBytes(UTF_8);

  @Test
  void aRowIsFoundByItsLine() {
    assertThat(row("activity.jsonl", 90210, 17).where(), is("activity.jsonl line 17"));
  }

  @Test
  void whereTheLineIsNotKnownARowIsFoundByItsByte() {
    assertThat(row("activity.jsonl", 90210, 0).where(), is("activity.jsonl byte 90210"));
  }

  @Test
  void theTextIsTheRowAloneAndNotItsNeighbours() {
    assertThat(row("a", 0, 1).text(), is("{\"é\":1}"));
  }

  @Test
  void bytesThatAreNoUtf8AreNoText() {
    byte[] latin = {'C', 'a', 'f', (byte) 0xE9};
    assertThat(
        new SourceRow("a", 0, 1, RowFormat.CSV, null, latin, 0, 4, 4).text(), is(nullValue()));
  }

  @Test
  void aDeadLetterHoldsTheRowUnchangedAndWhereItStands() {
    byte[] header = "id,event".getBytes(UTF_8);
    SourceRow row = new SourceRow("a.csv", 9, 2, RowFormat.CSV, header, BUFFER, 2, 8, 8);
    DeadLetter letter = row.deadLetter(Reason.BAD_CSV, "why");
    assertThat(letter.reason(), is(Reason.BAD_CSV));
    assertThat(letter.message(), is("why"));
    assertThat(letter.source(), is("a.csv line 2"));
    assertThat(letter.row(), is("{\"é\":1}"));
    assertThat(letter.header(), is("id,event"));
  }

  @ParameterizedTest(name = "{0}@{1} before {2}@{3}: {4}")
  @CsvSource({
    "a, 0, a, 1, true",
    "a, 1, a, 0, false",
    "a, 1, a, 1, false",
    "a, 9, b, 1, true",
    "b, 1, a, 9, false"
  })
  void rowsAreOrderedByFileThenByPlace(
      String file, long position, String otherFile, long otherPosition, boolean before) {
    int order =
        SourceRow.SOURCE_ORDER.compare(row(file, position, 0), row(otherFile, otherPosition, 0));
    assertThat(order < 0, is(before));
  }

  private static SourceRow row(String source, long position, long line) {
    return new SourceRow(source, position, line, RowFormat.JSON_LINES, null, BUFFER, 2, 8, 8);
  }
}
