package io.github.mailmodosource.deadletter;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLetterCoderTest {
  private static final DeadLetterCoder CODER = DeadLetterCoder.of();
  private static final Instant TIME = Instant.parse("2026-11-20T03:04:05.678Z");

  static Stream<DeadLetter> letters() {
    return Stream.concat(
        Arrays.stream(Reason.values())
            .map(r -> new DeadLetter(r, "why", "a line 1", "{}", false, null, null, TIME, 0)),
        Stream.of(
            new DeadLetter(
                Reason.ROW_TOO_LARGE, "", "", "a", true, "h", null, TIME, 0, "0123456789abcdef"),
            new DeadLetter(Reason.UNREADABLE_COLUMN, "", "", "a", false, null, null, TIME, 0, ""),
            new DeadLetter(Reason.BAD_CSV, "é", "é", "Y2Fm", true, "a,é😃", null, TIME, 0),
            new DeadLetter(
                Reason.SEGMENT_UNAVAILABLE, "", "", "", false, "", "{\"a\":\"é\"}", TIME, 61)));
  }

  @ParameterizedTest
  @MethodSource("letters")
  void whatIsWrittenIsReadBack(DeadLetter letter) throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(CODER, letter);
    assertThat(CoderUtils.decodeFromByteArray(CODER, bytes), is(letter));
  }

  @Test
  void theTimeIsKeptInMilliseconds() throws Exception {
    DeadLetter letter =
        new DeadLetter(Reason.BAD_JSON, "", "", "", false, null, null, TIME.plusNanos(999_999), 0);
    byte[] bytes = CoderUtils.encodeToByteArray(CODER, letter);
    assertThat(CoderUtils.decodeFromByteArray(CODER, bytes).failedAt(), is(TIME));
  }

  @Test
  void anUnknownVersionIsRefused() {
    IOException e =
        assertThrows(
            IOException.class, () -> CODER.decode(new ByteArrayInputStream(new byte[] {1, 0})));
    assertThat(e.getMessage(), containsString("DeadLetterCoder reads version 2, but these bytes"));
  }
}
