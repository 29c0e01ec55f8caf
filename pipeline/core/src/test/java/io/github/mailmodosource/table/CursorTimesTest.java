package io.github.mailmodosource.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.jdbc.ColumnKind;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CursorTimesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "INSTANT, 2026-11-20T09:00:00.1234567Z, 2026-11-20T09:00:00.123456Z",
    "SESSION_INSTANT, 2026-11-20T09:00:00.123456Z, 2026-11-20T09:00:00.123456",
    "LOCAL_TIME, 2026-11-20T09:00:00Z, 2026-11-20T10:00",
    "LOCAL_TIME, 2026-07-20T09:00:00Z, 2026-07-20T11:00",
  })
  void aTimeIsSettledAsTheColumnHasIt(ColumnKind kind, String time, String settled) {
    CursorTimes times = new CursorTimes(kind, BERLIN);
    assertThat(times.settled(Instant.parse(time)), is(new SqlValue(kind, settled)));
  }

  /** From 3 o'clock in summer time, Berlin goes back to 2 o'clock at 01:00 UTC. */
  @ParameterizedTest
  @CsvSource({
    "2026-10-24T23:59:59Z, 2026-10-25T01:59:59",
    "2026-10-25T00:00:00Z, 2026-10-25T02:00",
    "2026-10-25T00:30:00Z, 2026-10-25T02:00",
    "2026-10-25T00:59:59Z, 2026-10-25T02:00",
    "2026-10-25T01:00:00Z, 2026-10-25T02:00",
    "2026-10-25T01:30:00Z, 2026-10-25T02:30",
    "2026-10-25T02:00:00Z, 2026-10-25T03:00",
    "2026-03-29T00:59:59Z, 2026-03-29T01:59:59",
    "2026-03-29T01:00:00Z, 2026-03-29T03:00",
  })
  void inTheHourThatComesTwiceNothingIsSettledBeforeItComesAgain(String time, String settled) {
    CursorTimes times = new CursorTimes(ColumnKind.LOCAL_TIME, BERLIN);
    assertThat(times.settled(Instant.parse(time)).text(), is(settled));
  }

  @ParameterizedTest
  @CsvSource({
    "INSTANT, 2026-11-20T09:00Z, 2026-11-20T09:00:00Z",
    "SESSION_INSTANT, 2026-11-20T09:00, 2026-11-20T09:00:00Z",
    "LOCAL_TIME, 2026-11-20T10:00, 2026-11-20T09:00:00Z",
    "LOCAL_TIME, 2026-10-25T02:30, 2026-10-25T00:30:00Z",
  })
  void aValueIsATime(ColumnKind kind, String text, String time) {
    assertThat(
        new CursorTimes(kind, BERLIN).instant(new SqlValue(kind, text)), is(Instant.parse(time)));
  }
}
