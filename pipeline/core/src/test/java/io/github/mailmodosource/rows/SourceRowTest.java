package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.Reason;
import java.time.Instant;
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

  /** "Keys that are numbers in their order": a row's place in a table, or in a file of records. */
  @ParameterizedTest
  @CsvSource({
    "t id=9, t id=10, true",
    "t id=10, t id=9, false",
    "t id=10, t id=10, false",
    "f.avro block=9384 row=170, f.avro block=16384 row=17, true",
    "f.avro block=9384 row=9, f.avro block=9384 row=10, true",
    "f.avro block=9384 row=10, f.avro block=9384 row=9, false",
    "t id=a, t id=b, true",
    "t id=007, t id=8, true",
    "t id=7, t id=07, false",
    "part-2.parquet row=9, part-10.parquet row=1, true",
  })
  void rowsThatTheirKeysNameAreOrderedByTheNumbersInThem(
      String place, String other, boolean before) {
    int order =
        SourceRow.SOURCE_ORDER.compare(
            row(place, SourceRow.UNKNOWN_POSITION, 0), row(other, SourceRow.UNKNOWN_POSITION, 0));
    assertThat(order < 0, is(before));
  }

  private static SourceRow row(String source, long position, long line) {
    return new SourceRow(source, position, line, RowFormat.JSON_LINES, null, BUFFER, 2, 8, 8);
  }

  /** "A row that was cut is parsed again only if it differs from the beginning that we wrote." */
  @ParameterizedTest(name = "{0}: {2} bytes of row, {3}")
  @CsvSource({
    // A version that wrote no partSha256, or a letter that was written by hand.
    "ROW_TOO_LARGE, why, 65536, true",
    "ROW_TOO_LARGE, why, 65534, true",
    "ROW_TOO_LARGE, why, 65533, false",
    "ROW_TOO_LARGE, why, 65537, false",
    "UNREADABLE_COLUMN, column reason: bad value, 20, true",
    "UNREADABLE_COLUMN, column xxxx: bad value, 20, false",
    "UNREADABLE_COLUMN, why, 20, false",
    "BAD_JSON, why, 65536, false",
  })
  void aPartIsKnownWithoutItsHashToo(Reason reason, String message, int bytes, boolean part) {
    String row = "{\"XXXX\" : \"" + "x".repeat(bytes - 13) + "\"}";
    DeadLetter letter =
        new DeadLetter(
            reason,
            message,
            "a line 1",
            row,
            false,
            null,
            null,
            Instant.parse("2026-11-20T03:04:05Z"),
            0);
    assertThat(row.length(), is(bytes));
    assertThat(SourceRow.isPart(letter), is(part));
    assertThat(
        SourceRow.of(letter).isCut() || SourceRow.of(letter).format() == RowFormat.UNREADABLE,
        is(part));
  }
}
