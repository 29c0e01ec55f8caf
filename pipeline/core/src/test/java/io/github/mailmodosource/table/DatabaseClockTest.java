package io.github.mailmodosource.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final long SECOND = 1_000_000_000;

  private final DatabaseClock clock = new DatabaseClock();

  @Test
  void aClockThatGoesOnOrIsSetForwardSaysNothing() {
    assertThat(clock.setBackTo(NOON, 0, SECOND), is(nullValue()));
    assertThat(clock.setBackTo(NOON.plusSeconds(60), 60 * SECOND, 61 * SECOND), is(nullValue()));
    assertThat(clock.setBackTo(NOON.plusSeconds(9_000), 62 * SECOND, 63 * SECOND), is(nullValue()));
    assertThat(
        "an answer may take its time",
        clock.setBackTo(NOON.plusSeconds(9_000), 63 * SECOND, 90 * SECOND),
        is(nullValue()));
  }

  /** At second 60 it says 11:01, where 12:01 was due: at second 0 it may have said 11:00. */
  @Test
  void aClockThatIsSetBackMayHaveShownAllTimesSinceItWasLastAsked() {
    clock.setBackTo(NOON, 0, 0);
    assertThat(
        clock.setBackTo(Instant.parse("2026-11-20T11:01:00Z"), 60 * SECOND, 60 * SECOND),
        is(Instant.parse("2026-11-20T11:00:00Z")));
    assertThat(
        clock.setBackTo(Instant.parse("2026-11-20T11:02:00Z"), 120 * SECOND, 120 * SECOND),
        is(nullValue()));
  }
}
