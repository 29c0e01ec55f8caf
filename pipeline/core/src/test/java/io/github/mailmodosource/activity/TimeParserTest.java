package io.github.mailmodosource.activity;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeParserTest {
  private final TimeParser utc = new TimeParser(ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T03:04:05Z, 2026-11-20T03:04:05Z",
    "2026-11-20T03:04Z, 2026-11-20T03:04:00Z",
    "2026-11-20T03:04:05+00:00, 2026-11-20T03:04:05Z",
    "2026-11-20T03:04:05-00:00, 2026-11-20T03:04:05Z",
    "2026-11-20T03:04:05+05:30, 2026-11-19T21:34:05Z",
    "2026-11-20T03:04:05+0530, 2026-11-19T21:34:05Z",
    "2026-11-20T03:04:05-08, 2026-11-20T11:04:05Z",
    "2026-11-20T03:04:05-08:00, 2026-11-20T11:04:05Z",
    "2026-11-20T03:04:05+14:00, 2026-11-19T13:04:05Z",
    "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
    "2026-11-20t03:04:05z, 2026-11-20T03:04:05Z",
  })
  void readsIso8601WithZOrAnOffset(String text, Instant time) {
    assertThat(utc.parse(text), is(time));
  }

  @Test
  void readsTimesWithAnOffsetAndLocalOnesAsTheLibraryDoes() {
    Random random = new Random(13);
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    for (int i = 0; i < 20_000; i++) {
      LocalDateTime local =
          LocalDateTime.ofEpochSecond(
              random.nextLong(-2_000_000_000L, 4_000_000_000L),
              random.nextInt(1_000_000_000),
              ZoneOffset.UTC);
      OffsetDateTime time =
          local.atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1)));
      assertThat(time.toString(), utc.parse(time.toString()), is(time.toInstant()));
      assertThat(
          local.toString(),
          new TimeParser(kolkata).parse(local.toString()),
          is(local.atZone(kolkata).toInstant()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T03:04:05.6Z, 600000000",
    "2026-11-20T03:04:05.67Z, 670000000",
    "2026-11-20T03:04:05.678Z, 678000000",
    "2026-11-20T03:04:05.6789Z, 678900000",
    "2026-11-20T03:04:05.67890Z, 678900000",
    "2026-11-20T03:04:05.678901Z, 678901000",
    "2026-11-20T03:04:05.6789012Z, 678901200",
    "2026-11-20T03:04:05.67890123Z, 678901230",
    "2026-11-20T03:04:05.678901234Z, 678901234",
    "2026-11-20T03:04:05.000000001+00:00, 1",
    "2026-11-20T03:04:05.999999999, 999999999",
  })
  void keepsOneToNineFractionDigits(String text, int nanos) {
    assertThat(utc.parse(text), is(Instant.parse("2026-11-20T03:04:05Z").plusNanos(nanos)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20 03:04:05Z, 2026-11-20T03:04:05Z",
    "2026-11-20 03:04:05.678901+00, 2026-11-20T03:04:05.678901Z",
    "2026-11-20 03:04:05.5+05:30, 2026-11-19T21:34:05.500Z",
    "2026-11-20 03:04:05, 2026-11-20T03:04:05Z",
    "'  2026-11-20T03:04:05Z ', 2026-11-20T03:04:05Z",
  })
  void aSpaceMayStandForTheT(String text, Instant time) {
    assertThat(utc.parse(text), is(time));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-11-20T03:04:05, 2026-11-20T03:04:05Z",
    "Asia/Kolkata, 2026-11-20T03:04:05, 2026-11-19T21:34:05Z",
    "Asia/Kolkata, 2026-11-20 03:04, 2026-11-19T21:34:00Z",
    "+01:00, 2026-11-20T03:04:05.25, 2026-11-20T02:04:05.250Z",
    // Winter and summer.
    "Europe/Berlin, 2026-01-15T12:00:00, 2026-01-15T11:00:00Z",
    "Europe/Berlin, 2026-07-15T12:00:00, 2026-07-15T10:00:00Z",
    // The clock jumps from 02:00 to 03:00: what is not there is read as if it had not jumped.
    "Europe/Berlin, 2026-03-29T01:59:59, 2026-03-29T00:59:59Z",
    "Europe/Berlin, 2026-03-29T02:30:00, 2026-03-29T01:30:00Z",
    "Europe/Berlin, 2026-03-29T03:00:00, 2026-03-29T01:00:00Z",
    "America/New_York, 2026-03-08T02:30:00, 2026-03-08T07:30:00Z",
    // The clock goes back from 03:00 to 02:00: of the two times it is the earlier.
    "Europe/Berlin, 2026-10-25T02:30:00, 2026-10-25T00:30:00Z",
    "Europe/Berlin, 2026-10-25T03:00:00, 2026-10-25T02:00:00Z",
  })
  void readsALocalTimeInTheGivenZone(String zone, String text, Instant time) {
    assertThat(new TimeParser(ZoneId.of(zone)).parse(text), is(time));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-20T03:04:05Z", "2026-11-20T04:04:05+01:00", "1795143845"})
  void theZoneIsOnlyForTimesWithoutOne(String text) {
    TimeParser kolkata = new TimeParser(ZoneId.of("Asia/Kolkata"));
    assertThat(kolkata.parse(text), is(Instant.parse("2026-11-20T03:04:05Z")));
  }

  @ParameterizedTest
  @CsvSource({
    // Seconds.
    "1700000000, 2023-11-14T22:13:20Z",
    "1700000000.5, 2023-11-14T22:13:20.500Z",
    "1700000000.123456789, 2023-11-14T22:13:20.123456789Z",
    "1.7E9, 2023-11-14T22:13:20Z",
    "1.7e+9, 2023-11-14T22:13:20Z",
    "0, 1970-01-01T00:00:00Z",
    "1, 1970-01-01T00:00:01Z",
    "99999999999, 5138-11-16T09:46:39Z",
    // Milliseconds.
    "100000000000, 1973-03-03T09:46:40Z",
    "1700000000123, 2023-11-14T22:13:20.123Z",
    "1700000000123.5, 2023-11-14T22:13:20.123500Z",
    "99999999999999, 5138-11-16T09:46:39.999Z",
    // Microseconds.
    "100000000000000, 1973-03-03T09:46:40Z",
    "1700000000123456, 2023-11-14T22:13:20.123456Z",
    "1700000000123456.789, 2023-11-14T22:13:20.123456789Z",
    "99999999999999999, 5138-11-16T09:46:39.999999Z",
  })
  void tellsTheUnitOfAnEpochNumberByItsSize(String text, Instant time) {
    assertThat(utc.parse(text), is(time));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1969-12-31T23:59:59Z",
    "-1.5, 1969-12-31T23:59:58.500Z",
    "-86400, 1969-12-31T00:00:00Z",
    "-100000000001, 1966-10-31T14:13:19.999Z",
    "-100000000000001, 1966-10-31T14:13:19.999999Z",
  })
  void aNegativeEpochNumberIsBefore1970(String text, Instant time) {
    assertThat(utc.parse(text), is(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "yesterday",
        "null",
        "true",
        "{}",
        "-",
        ".",
        "e",
        "1e",
        "--5",
        "1.2.3",
        "NaN",
        "Infinity",
        "0x10",
        "1,700,000,000",
        "1_700_000_000",
        "1700000000 s",
        // Nanoseconds: no unit of ours.
        "1700000000123456789",
        "100000000000000000",
        // Would fill the memory if their digits were written out.
        "1e999999999",
        "1e-999999999",
        "2026-11-20",
        "2026-11",
        "03:04:05Z",
        "20.11.2026 03:04:05",
        "11/20/2026 03:04:05",
        "2026-11-20T",
        "2026-11-20T03Z",
        "2026-11-20T3:04:05Z",
        "2026-11-20T03:04:05.1234567890Z",
        "2026-11-20T03:04:05,5Z",
        "2026-11-20T03:04:05 Z",
        "2026-11-20T03:04:05Z+05:30",
        "2026-11-20T03:04:05Z[UTC]",
        "2026-11-20T03:04:05+25:00",
        "2026-11-20T03:04:05 PM",
        "2026-11-20  03:04:05Z",
        "2026-13-20T03:04:05Z",
        "2026-02-29T03:04:05Z",
        "2026-02-30T03:04:05",
        "2026-11-31T03:04:05Z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T03:60:05Z",
        "2026-11-20T03:04:61Z",
        "26-11-20T03:04:05Z",
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThat(utc.parse(text), is(nullValue()));
  }

  @ParameterizedTest
  @CsvSource({
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
    "9999-12-31T23:59:59+01:00, 9999-12-31T22:59:59Z",
  })
  void readsEveryYearOfFourDigits(String text, Instant time) {
    assertThat(utc.parse(text), is(time));
  }

  /** Segment's timestamp has four digits for the year, in UTC. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10000-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "-0001-12-31T00:00:00Z",
        "+2026-11-20T03:04:05Z",
        "9999-12-31T23:59:59-01:00",
        "0000-01-01T00:00:00+01:00",
        "-99999999999",
        "-99999999999999",
        "-99999999999999999",
      })
  void refusesATimeWhoseYearHasNotFourDigits(String text) {
    assertThat(utc.parse(text), is(nullValue()));
  }
}
