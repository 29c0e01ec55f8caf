package io.github.mailmodosource.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  private static DeadLetter letter(byte[] row) {
    return DeadLetter.ofRow(Reason.BAD_JSON, "why", "a line 1", ByteBuffer.wrap(row), null);
  }
}
