package io.github.mailmodosource.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterFormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant TIME = Instant.parse("2026-11-20T03:04:05.678901Z");

  /** Each row: what it shows, the letter, its line as JSON with ' for ". */
  static Stream<Arguments> letters() {
    return Stream.of(
        arguments(
            "a JSON row",
            new DeadLetter(
                Reason.BAD_TIME, "why", "a.jsonl line 17", "{ 7}", false, null, null, TIME, 0),
            "{'stage':'parse','reason':'bad_time','message':'why','source':'a.jsonl line 17',"
                + "'row':'{ 7}','failedAt':'2026-11-20T03:04:05.678Z','attempts':0}"),
        arguments(
            "a CSV row has its header with it",
            new DeadLetter(Reason.BAD_CSV, "why", "a.csv line 2", "1,2", false, "a", null, TIME, 0),
            "{'stage':'parse','reason':'bad_csv','message':'why','source':'a.csv line 2',"
                + "'row':'1,2','header':'a','failedAt':'2026-11-20T03:04:05.678Z','attempts':0}"),
        arguments(
            "a row that is no UTF-8",
            new DeadLetter(
                Reason.BAD_JSON, "why", "a.jsonl byte 9", "Q2Fm6Q==", true, null, null, TIME, 0),
            "{'stage':'parse','reason':'bad_json','message':'why','source':'a.jsonl byte 9',"
                + "'row':'Q2Fm6Q==','rowEncoding':'base64',"
                + "'failedAt':'2026-11-20T03:04:05.678Z','attempts':0}"),
        arguments(
            "the beginning of a row that was too large",
            DeadLetter.ofRow(
                Reason.ROW_TOO_LARGE, "why", "a.jsonl line 1", ByteBuffer.wrap(bytes("abc")), null),
            "{'stage':'parse','reason':'row_too_large','message':'why','source':'a.jsonl line 1',"
                + "'row':'abc','partSha256':"
                // SHA-256 of abc, as FIPS 180-2 gives it
                + "'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',"
                + "'failedAt':'*','attempts':0}"),
        arguments(
            "an event that was not delivered",
            new DeadLetter(
                Reason.SEGMENT_UNAVAILABLE,
                "why",
                "a.jsonl line 1",
                "{}",
                false,
                null,
                "{\"type\":\"track\",\"properties\":{\"a\":1.10}}",
                Instant.parse("2026-11-20T03:04:05Z"),
                61),
            "{'stage':'deliver','reason':'segment_unavailable','message':'why',"
                + "'source':'a.jsonl line 1','row':'{}',"
                + "'event':{'type':'track','properties':{'a':1.10}},"
                + "'failedAt':'2026-11-20T03:04:05Z','attempts':61}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("letters")
  void aLetterIsOneJsonLineWithExactlyTheseKeys(String what, DeadLetter letter, String json)
      throws Exception {
    String line = new String(DeadLetterFormat.line(letter), UTF_8);
    String expected = json.replace('\'', '"');
    if (expected.contains("\"*\"")) {
      line = line.replaceFirst("\"failedAt\":\"[^\"]+\"", "\"failedAt\":\"*\"");
    }
    assertThat(what, JSON.readTree(line), is(JSON.readTree(expected)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"two\nlines\r\n", "\"quotes\" \\ and \t", "é😃\u2028\u2029", "\u0000\u001f", ""})
  void whateverTheRowHoldsTheLetterIsOneLineAndTheRowIsUnchanged(String row) throws Exception {
    DeadLetter letter = new DeadLetter(Reason.BAD_CSV, row, row, row, false, row, null, TIME, 0);
    String line = new String(DeadLetterFormat.line(letter), UTF_8);
    assertThat(line.indexOf('\n'), is(line.length() - 1));
    assertThat(line.indexOf('\r'), is(-1));
    JsonNode read = JSON.readTree(line);
    for (String key : new String[] {"row", "message", "source", "header"}) {
      assertThat(key, read.get(key).textValue(), is(row));
    }
  }

  @Test
  void theEventStandsThereAsItWasMadeToTheByte() {
    String event = "{\"b\":1.10,\"a\":\"\\u00e9\"}";
    DeadLetter letter =
        new DeadLetter(Reason.EVENT_TOO_LARGE, "", "", "", false, null, event, TIME, 0);
    String line = new String(DeadLetterFormat.line(letter), UTF_8);
    assertThat(line.contains("\"event\":" + event + ","), is(true));
    assertThat("and when it is read", read(line.stripTrailing()).event(), is(event));
    assertThat(
        "an event of several lines is sent in one",
        read(line.stripTrailing().replace(",\"a\"", ",\n \"a\"")).event(),
        is("{\"b\":1.10,\"a\":\"é\"}"));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"reason\":\"bad_json\",\"row\":\"1\",\"failedAt\":\"2026-11-20T03:04:05Z\"} {}"
            + "|this is not a dead letter: there is more text after the JSON object",
        "{\"reason\":\"bad_json\",\"row\":\"1\",\"failedAt\":\"2026-11-20T03:04:05Z\""
            + "|this is not a dead letter: it is not valid JSON",
        "[]|this is not a dead letter: it is not a JSON object",
        "{\"reason\":\"no_reason\",\"row\":\"1\",\"failedAt\":\"2026-11-20T03:04:05Z\"}"
            + "|this is not a dead letter: it needs a known reason and a row",
        "{\"reason\":\"bad_json\",\"row\":\"1\",\"failedAt\":\"yesterday\"}"
            + "|this is not a dead letter: failedAt is not a valid time",
      })
  void whatIsNoLetterIsRefusedWithTheCause(String text, String message) {
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage(), is(message));
  }

  /** Nobody who corrects a row by hand likes to escape it. */
  @Test
  void aRowThatWasCorrectedMayBeAnObject() {
    DeadLetter letter =
        read(
            "{\"reason\":\"bad_time\",\"row\":{\"id\" : 1.10},\"attempts\":-3,"
                + "\"failedAt\":\"2026-11-20T03:04:05Z\"}");
    assertThat(letter.row(), is("{\"id\":1.10}"));
    assertThat(letter.attempts(), is(0));
  }

  private static DeadLetter read(String text) {
    byte[] padded = bytes("\n" + text + "\n");
    return DeadLetterFormat.read(padded, 1, padded.length - 2);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
