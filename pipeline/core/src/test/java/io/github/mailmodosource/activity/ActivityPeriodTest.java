package io.github.mailmodosource.activity;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityPeriodTest {

  @ParameterizedTest
  @CsvSource({
    // A date begins at midnight UTC.
    "2026-11-20, , 2026-11-19T23:59:59.999999999Z, false",
    "2026-11-20, , 2026-11-20T00:00:00Z, true",
    ", 2026-11-21, 2026-11-20T23:59:59.999999999Z, true",
    ", 2026-11-21, 2026-11-21T00:00:00Z, false",
    "20261120, , 2026-11-19T23:59:59.999999999Z, false",
    "20261120, , 2026-11-20T00:00:00Z, true",
    ", 20261121, 2026-11-20T23:59:59.999999999Z, true",
    ", 20261121, 2026-11-21T00:00:00Z, false",
    // An instant is exact.
    "20261120T100000Z, , 2026-11-20T09:59:59.999999999Z, false",
    "20261120T100000Z, , 2026-11-20T10:00:00Z, true",
    "2026-11-20 10:00:00 UTC, , 2026-11-20T10:00:00Z, true",
    "2026-11-20T10:00:00Z, , 2026-11-20T09:59:59.999999999Z, false",
    "2026-11-20T10:00:00Z, , 2026-11-20T10:00:00Z, true",
    ", 2026-11-20T10:00:00Z, 2026-11-20T09:59:59.999999999Z, true",
    ", 2026-11-20T10:00:00Z, 2026-11-20T10:00:00Z, false",
    "2026-11-20T10:00:00+05:30, , 2026-11-20T04:30:00Z, true",
    "2026-11-20T10:00:00+05:30, , 2026-11-20T04:29:59Z, false",
    // Without a zone it is UTC.
    "2026-11-20T10:00:00, , 2026-11-20T10:00:00Z, true",
    "2026-11-20T10:00:00, , 2026-11-20T09:59:59Z, false",
    // Both bounds: half-open.
    "2026-11-20, 2026-11-21, 2026-11-20T00:00:00Z, true",
    "2026-11-20, 2026-11-21, 2026-11-20T12:00:00Z, true",
    "2026-11-20, 2026-11-21, 2026-11-21T00:00:00Z, false",
    "2026-11-20, 2026-11-20T00:00:00.000000001Z, 2026-11-20T00:00:00Z, true",
    // No bounds.
    ", , 1970-01-01T00:00:00Z, true",
    ", , 9999-12-31T23:59:59Z, true",
  })
  void holdsWhatIsAtOrAfterSinceAndBeforeUntil(
      @Nullable String since, @Nullable String until, Instant time, boolean inside) {
    assertThat(ActivityPeriod.of(since, until).contains(time), is(inside));
  }

  @ParameterizedTest
  @CsvSource({
    "--since, yesterday",
    "--since, 2026-02-30",
    "--since, ''",
    "--until, 2026-13-01",
    "--until, 20/11/2026",
    // Numbers, which would be days of 1970 or nights of a far year.
    "--since, 2026",
    "--since, 202611",
    "--since, 2026112",
    "--until, 20261320",
    "--since, 1795143845",
    "--until, 1795143845000",
    "--since, 1.795143845E9",
    "--until, 20261120030405",
    "--since, 2026-11",
    "--since, infinity",
    "--since, 'Tue, 03 Nov 2026 04:05:06 GMT'",
  })
  void whatIsNoTimeIsRefusedWithTheOptionAndItsFix(String option, String value) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ActivityPeriod.of(
                    option.equals("--since") ? value : null,
                    option.equals("--until") ? value : null));
    assertThat(
        refused.getMessage(), startsWith(option + "=" + value + " is not a valid time; use"));
  }

  @ParameterizedTest
  @CsvSource({"2026-11-20, 2026-11-20", "2026-11-21, 2026-11-20"})
  void aWindowThatCanHoldNothingIsRefused(String since, String until) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ActivityPeriod.of(since, until));
    assertThat(refused.getMessage(), containsString("is not before --until=" + until));
  }

  @Test
  void theBoundsAreInUtcWhateverTheZoneOfTheMachine() {
    assertThat(
        ActivityPeriod.of("2026-11-20", null).since(), is(Instant.parse("2026-11-20T00:00:00Z")));
  }
}
