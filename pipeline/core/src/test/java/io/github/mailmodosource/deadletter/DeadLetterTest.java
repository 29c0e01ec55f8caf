package io.github.mailmodosource.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterTest {
  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": 1 }", " a,\"b\r\nc\" ", "é😃\u2028", "", "\u0000"})
  void theRowIsTheOriginalUnchanged(String row) {
    DeadLetter letter = letter(row.getBytes(UTF_8));
    assertThat(letter.row(), is(row));
    assertThat(letter.rowIsBase64(), is(false));
    assertThat(letter.header(), is(nullValue()));
    assertThat(letter.event(), is(nullValue()));
    assertThat(letter.attempts(), is(0));
  }

  @Test
  void aRowThatIsNoUtf8IsInBase64() {
    byte[] row = {'C', 'a', 'f', (byte) 0xE9};
    DeadLetter letter = letter(row);
    assertThat(letter.rowIsBase64(), is(true));
    assertThat(Base64.getDecoder().decode(letter.row()), is(row));
  }

  @Test
  void onlyTheRowIsTakenOutOfItsBlock() {
    byte[] block = {(byte) 0xE9, 'a', 'b', (byte) 0xE9};
    DeadLetter letter =
        DeadLetter.ofRow(Reason.BAD_JSON, "why", "a line 1", ByteBuffer.wrap(block, 1, 2), null);
    assertThat(letter.row(), is("ab"));
    DeadLetter ofBase64 =
        DeadLetter.ofRow(Reason.BAD_JSON, "why", "a line 1", ByteBuffer.wrap(block, 2, 2), null);
    assertThat(Base64.getDecoder().decode(ofBase64.row()), is(new byte[] {'b', (byte) 0xE9}));
  }

  @Test
  void theEventAndHowOftenItWasTriedAreAddedAndNothingElseChanges() {
    DeadLetter letter = letter("{}".getBytes(UTF_8));
    DeadLetter tried = letter.withEvent("{\"type\":\"track\"}", 3);
    assertThat(tried.event(), is("{\"type\":\"track\"}"));
    assertThat(tried.attempts(), is(3));
    assertThat(
        tried,
        is(
            new DeadLetter(
                letter.reason(),
                letter.message(),
                letter.source(),
                letter.row(),
                letter.rowIsBase64(),
                letter.header(),
                "{\"type\":\"track\"}",
                letter.failedAt(),
                3)));
  }

  /** Only where not all of the original is kept can somebody complete it. */
  @ParameterizedTest
  @EnumSource
  void aPartThatWasWrittenIsToldFromARowThatWasCompleted(Reason reason) {
    boolean part = reason == Reason.ROW_TOO_LARGE || reason == Reason.UNREADABLE_COLUMN;
    byte[] row = {'C', 'a', 'f', (byte) 0xE9};
    DeadLetter letter = DeadLetter.ofRow(reason, "why", "a line 1", ByteBuffer.wrap(row), null);
    DeadLetter read = DeadLetterSamples.writtenAndRead(letter);
    assertThat(read.rowIsThePartThatWasWritten(), is(part));
    DeadLetter completed =
        new DeadLetter(
            reason,
            "why",
            "a line 1",
            "Café",
            false,
            null,
            null,
            read.failedAt(),
            0,
            read.partSha256());
    assertThat(completed.rowIsThePartThatWasWritten(), is(false));
  }

  @Test
  void aRowThatIsNoBase64SaysWhatToDo() {
    DeadLetter letter =
        new DeadLetter(
            Reason.BAD_JSON,
            "",
            "",
            "{}",
            true,
            null,
            null,
            Instant.parse("2026-11-20T00:00:00Z"),
            0);
    assertThat(
        assertThrows(IllegalArgumentException.class, letter::rowBytes).getMessage(),
        is(
            "its row is not valid base64; correct it, or write the row as text without"
                + " rowEncoding"));
  }

  private static DeadLetter letter(byte[] row) {
    return DeadLetter.ofRow(Reason.BAD_JSON, "why", "a line 1", ByteBuffer.wrap(row), null);
  }
}
