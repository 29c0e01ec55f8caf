package io.github.mailmodosource.contact;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NanosTest {

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T00:00:00.000000001Z, 1",
    "1969-12-31T23:59:59.999999999Z, -1",
    "2023-11-14T22:13:20.123456789Z, 1700000000123456789",
  })
  void countsNanosecondsSinceTheEpoch(Instant time, long nanos) {
    assertThat(Nanos.of(time), is(nanos));
  }

  @Test
  void timesThatDoNotFitBecomeTheFirstAndTheLastThatDo() {
    assertThat(Nanos.of(Instant.parse("9999-12-31T23:59:59Z")), is(Long.MAX_VALUE));
    assertThat(Nanos.of(Instant.MAX), is(Long.MAX_VALUE));
    assertThat(Nanos.of(Instant.MIN), is(Nanos.of(Instant.parse("0000-01-01T00:00:00Z"))));
    assertThat(
        "no time is before every time",
        Nanos.of(Instant.MIN),
        is(greaterThan(IdentifyCall.SINCE_EVER)));
  }
}
