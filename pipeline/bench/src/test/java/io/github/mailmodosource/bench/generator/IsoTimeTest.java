package io.github.mailmodosource.bench.generator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00.000Z",
        "1969-12-31T23:59:59.999Z",
        "2000-02-29T12:34:56.789Z",
        "2024-02-29T00:00:00.001Z",
        "2026-10-01T00:00:00.000Z",
        "2026-12-31T23:59:59.999Z",
        "2100-03-01T00:00:00.010Z"
      })
  void aTimeIsWrittenAsJavaReadsIt(String time) {
    assertThat(IsoTime.of(Instant.parse(time).toEpochMilli()), is(time));
  }

  @Test
  void theMonthBeginsInOctober() {
    assertThat(IsoTime.of(Month.START), is("2026-10-01T00:00:00.000Z"));
    assertThat(IsoTime.of(Month.START + Month.SPAN), is("2026-10-31T00:00:00.000Z"));
  }
}
