package io.github.mailmodosource.activity;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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

  /** As BigQuery, Snowflake, Ruby and Iterable write them. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-03 04:05:06 UTC, 2026-11-03T04:05:06Z",
    "2026-11-03 04:05:06.5 UTC, 2026-11-03T04:05:06.500Z",
    "2026-11-03 04:05:06.123456 UTC, 2026-11-03T04:05:06.123456Z",
    "2026-11-03 04:05:06 GMT, 2026-11-03T04:05:06Z",
    "2026-11-03 04:05:06 gmt, 2026-11-03T04:05:06Z",
    "2026-11-03 04:05:06 +0000, 2026-11-03T04:05:06Z",
    "2026-11-03 04:05:06 -0800, 2026-11-03T12:05:06Z",
    "2026-11-03 04:05:06.789 +05:30, 2026-11-02T22:35:06.789Z",
    "2026-11-03T04:05:06 Z, 2026-11-03T04:05:06Z",
    "2026-11-03 04:05 UTC, 2026-11-03T04:05:00Z",
  })
  void aSpaceMayStandBeforeTheOffset(String text, Instant time) {
    assertThat(utc.parse(text), is(time));
    assertThat(new TimeParser(ZoneId.of("Asia/Kolkata")).parse(text), is(time));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-03T04:05:06,789Z | 2026-11-03T04:05:06.789Z",
        "2026-11-03 04:05:06,789012345+01:00 | 2026-11-03T03:05:06.789012345Z",
        "2026-11-03 04:05:06,7 | 2026-11-03T04:05:06.700Z",
      })
  void aCommaMayStandBeforeTheFraction(String text, Instant time) {
    assertThat(utc.parse(text), is(time));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20261103T040506Z | 2026-11-03T04:05:06Z",
        "20261103T0405Z | 2026-11-03T04:05:00Z",
        "20261103T040506.789Z | 2026-11-03T04:05:06.789Z",
        "20261103T040506,789012345Z | 2026-11-03T04:05:06.789012345Z",
        "20261103T040506+0530 | 2026-11-02T22:35:06Z",
        "20261103T0405+05 | 2026-11-02T23:05:00Z",
        "20261103t040506z | 2026-11-03T04:05:06Z",
        "20261103 040506 UTC | 2026-11-03T04:05:06Z",
        "20261103T040506 | 2026-11-03T04:05:06Z",
      })
  void readsBasicIso8601(String text, Instant time) {
    assertThat(utc.parse(text), is(time));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 03 Nov 2026 04:05:06 GMT | 2026-11-03T04:05:06Z",
        "Tue, 3 Nov 2026 04:05:06 GMT | 2026-11-03T04:05:06Z",
        "Tue, 03 Nov 2026 04:05:06 +0530 | 2026-11-02T22:35:06Z",
        "tue, 03 nov 2026 04:05:06 gmt | 2026-11-03T04:05:06Z",
        "3 Nov 2026 04:05:06 GMT | 2026-11-03T04:05:06Z",
        "03 Nov 2026 04:05 GMT | 2026-11-03T04:05:00Z",
      })
  void readsRfc1123(String text, Instant time) {
    assertThat(new TimeParser(ZoneId.of("Asia/Kolkata")).parse(text), is(time));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-11-03, 2026-11-03T00:00:00Z",
    "UTC, 20261103, 2026-11-03T00:00:00Z",
    "Asia/Kolkata, 2026-11-03, 2026-11-02T18:30:00Z",
    "Asia/Kolkata, 20261103, 2026-11-02T18:30:00Z",
    "Asia/Kolkata, ' 2026-11-03 ', 2026-11-02T18:30:00Z",
    "America/New_York, 2026-11-01, 2026-11-01T04:00:00Z",
    // The clock jumps at midnight.
    "America/Havana, 2026-03-08, 2026-03-08T05:00:00Z",
  })
  void aDateIsItsMidnightInTheGivenZone(String zone, String text, Instant time) {
    assertThat(new TimeParser(ZoneId.of(zone)).parse(text), is(time));
  }

  @ParameterizedTest
  @CsvSource({
    // Twice, at either end of the hour, and a moment before and after it.
    "2026-11-01 00:59:59, 2026-11-01T04:59:59Z, false",
    "2026-11-01 01:00:00, 2026-11-01T05:00:00Z, true",
    "2026-11-01T01:30:00, 2026-11-01T05:30:00Z, true",
    "20261101T013000, 2026-11-01T05:30:00Z, true",
    "2026-11-01 02:00:00, 2026-11-01T07:00:00Z, false",
    // Not at all.
    "2026-03-08 01:59:59, 2026-03-08T06:59:59Z, false",
    "2026-03-08 02:30:00, 2026-03-08T07:30:00Z, true",
    "2026-03-08 03:00:00, 2026-03-08T07:00:00Z, false",
    // With an offset nothing is open.
    "2026-11-01 01:30:00-05:00, 2026-11-01T06:30:00Z, false",
    "1793511000, 2026-11-01T05:30:00Z, false",
  })
  void tellsOfALocalTimeThatExistsTwiceOrNotAtAll(String text, Instant time, boolean ambiguous) {
    List<String> told = new ArrayList<>();
    TimeParser newYork = new TimeParser(ZoneId.of("America/New_York"));
    assertThat(newYork.parse(text, (local, as) -> told.add(local + " " + as)), is(time));
    assertThat(told, is(ambiguous ? List.of(text + " " + time) : List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MM/dd/yyyy h:mm a | 11/03/2026 4:05 PM | 2026-11-03T10:35:00Z",
        "MM/dd/yyyy h:mm a | 11/03/2026 4:05 pm | 2026-11-03T10:35:00Z",
        "dd.MM.yyyy HH:mm | 03.11.2026 04:05 | 2026-11-02T22:35:00Z",
        "d/M/yy | 3/11/26 | 2026-11-02T18:30:00Z",
        "MM/dd/yyyy | 11/03/2026 | 2026-11-02T18:30:00Z",
        "uuuu/MM/dd HH:mm:ss.SSS | 2026/11/03 04:05:06.789 | 2026-11-02T22:35:06.789Z",
        "EEE MMM d HH:mm:ss zzz yyyy | Tue Nov 3 04:05:06 UTC 2026 | 2026-11-03T04:05:06Z",
        "yyyy-MM-dd'T'HH:mm:ssXXX'['VV']' | 2026-11-03T04:05:06+05:30[Asia/Kolkata] |"
            + " 2026-11-02T22:35:06Z",
        // Before the forms that everybody has, for its digits could be another time in them.
        "yyyyMMddHHmmss | 20261103040506 | 2026-11-02T22:35:06Z",
        "ddMMyyyy | 03112026 | 2026-11-02T18:30:00Z",
        // And they besides it.
        "MM/dd/yyyy | 2026-11-03T04:05:06Z | 2026-11-03T04:05:06Z",
        "MM/dd/yyyy | 1793678706 | 2026-11-03T04:05:06Z",
      })
  void readsAFormOfTheUsersOwn(String pattern, String text, Instant time) {
    TimeParser kolkata = new TimeParser(ZoneId.of("Asia/Kolkata"));
    assertThat(kolkata.withPattern(pattern).parse(text), is(time));
  }

  @ParameterizedTest
  @CsvSource({
    "MM/dd/yyyy, 02/30/2026",
    "MM/dd/yyyy, 13/01/2026",
    "MM/dd/yyyy, 11/03/2026 4:05 PM",
    "MM/dd/yyyy, 1/3/2026",
    "MM/dd/yyyy HH:mm, 11/03/2026 24:00",
    "MM/dd/yyyy HH:mm, 11/03/2026",
  })
  void whatThePatternDoesNotSayIsRefused(String pattern, String text) {
    assertThat(utc.withPattern(pattern).parse(text), is(nullValue()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "MM/dd/yyyy b, is not a pattern of Java's DateTimeFormatter",
        "MM/dd/yyyy {, is not a pattern of Java's DateTimeFormatter",
        "HH:mm, does not tell the whole time",
        "MM/dd HH:mm, does not tell the whole time",
        "yyyy-mm-dd, does not tell the whole time",
        "YYYY-MM-dd, does not tell the whole time",
        // Four in the afternoon would be four in the morning.
        "MM/dd/yyyy hh:mm, does not tell the whole time",
      })
  void aPatternThatCannotTellATimeIsRefused(String pattern, String message) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> utc.withPattern(pattern));
    assertThat(refused.getMessage(), startsWith(pattern + " " + message));
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
    // Nanoseconds.
    "100000000000000000, 1973-03-03T09:46:40Z",
    "1700000000123456789, 2023-11-14T22:13:20.123456789Z",
    "9223372036854775807, 2262-04-11T23:47:16.854775807Z",
  })
  void tellsTheUnitOfAnEpochNumberByItsSize(String text, Instant time) {
    assertThat(utc.parse(text), is(time));
  }

  /** What a spreadsheet saves of an epoch number: the digits that are missing are minutes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.79368E+12",
        "1.79E+12",
        "1.79e12",
        "1.7E9",
        "2e9",
        "-1.79368E+12",
        "1.79368e+15",
        "0E0"
      })
  void aNumberInExponentFormWithSixDigitsOrFewerIsRefused(String text) {
    assertThat(utc.parse(text), is(nullValue()));
    assertThat(TimeParser.isRounded(text), is(true));
  }

  /** What Spark and Gson write of a double. */
  @ParameterizedTest
  @CsvSource({
    "1.793678706E9, 2026-11-03T04:05:06Z",
    "1.793678706e+9, 2026-11-03T04:05:06Z",
    "1.7936787065E9, 2026-11-03T04:05:06.500Z",
    "1.793678706789E12, 2026-11-03T04:05:06.789Z",
    "1.793678E9, 2026-11-03T03:53:20Z",
  })
  void aNumberInExponentFormWithAllItsDigitsIsExact(String text, Instant time) {
    assertThat(utc.parse(text), is(time));
    assertThat(TimeParser.isRounded(text), is(false));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1969-12-31T23:59:59Z",
    "-1.5, 1969-12-31T23:59:58.500Z",
    "-86400, 1969-12-31T00:00:00Z",
    "-100000000001, 1966-10-31T14:13:19.999Z",
    "-100000000000001, 1966-10-31T14:13:19.999999Z",
    "-100000000000000001, 1966-10-31T14:13:19.999999999Z",
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
        // More than nanoseconds.
        "9223372036854775808",
        "17944542001794454200",
        // Would fill the memory if their digits were written out.
        "1e999999999",
        "1e-999999999",
        "2026-11",
        "03:04:05Z",
        "20.11.2026 03:04:05",
        "11/20/2026 03:04:05",
        "2026-11-20T",
        "2026-11-20T03Z",
        "2026-11-20T3:04:05Z",
        "2026-11-20T03:04:05.1234567890Z",
        "2026-11-20T03:04:05;5Z",
        "2026-11-20T03:04:05  Z",
        "2026-11-20T03:04:05 CET",
        "2026-11-20T03:04:05+",
        "2026-11-20T03:04:05+0",
        "2026-11-20T03:04:05+5:30",
        "2026-11-20T03:04:05+18:01",
        "2026-11-20T03:04:05+05:60",
        "2026-11-20T03:04:60Z",
        "2026-11-20T03:04:05.5.5Z",
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
        // Basic, of days and hours that do not exist.
        "20261320",
        "20260230T030405Z",
        "20261120T240000Z",
        "20261120T0304051Z",
        "2026-1120",
        "202611-20",
        // No day is meant, or another one than the name says.
        "2026-11-20Z",
        "2026-W47-5",
        "2026-324",
        "Mon, 03 Nov 2026 04:05:06 GMT",
        "31 Nov 2026 04:05:06 GMT",
        "Tue, 03 Nov 2026 04:05:06",
        "Tue, 03 Nov 2026 04:05:06 CET",
        "Tue Nov  3 04:05:06 UTC 2026",
        "infinity",
        "-infinity",
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
