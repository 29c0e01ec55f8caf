package io.github.mailmodosource.coding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
  @Test
  void readsTheUsualShapeAsTheLibraryDoes() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      Instant time =
          Instant.ofEpochSecond(
              random.nextLong(-62_167_219_200L, 253_402_300_800L), random.nextInt(1_000_000_000));
      String text = time.toString();
      assertThat(text, UtcTime.parse(text), is(time));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20T03:04:05Z",
        "2026-11-20T03:04:05.6Z",
        "2026-11-20T03:04:05.06Z",
        "2026-11-20T03:04:05.000000001Z",
        "2024-02-29T23:59:59.999999999Z",
        "0000-01-01T00:00:00Z"
      })
  void readsEveryNumberOfFractionDigits(String text) {
    assertThat(UtcTime.parse(text), is(Instant.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-20",
        "2026-11-20T03:04:05",
        "2026-11-20T03:04Z",
        "2026-11-20 03:04:05Z",
        "2026-11-20T03:04:05z",
        "2026-11-20T03:04:05+00:00",
        "2026-11-20T03:04:05.0000000001Z",
        "2026-02-29T03:04:05Z",
        "2026-13-01T03:04:05Z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T03:60:05Z",
        "2026-11-20T03:04:60Z",
        "2026-11-20T03:04:05.x6Z",
        "+026-11-20T03:04:05Z",
        "2026-11-20T-3:04:05Z"
      })
  void leavesOtherShapesToOthers(String text) {
    assertThat(UtcTime.parse(text), is(nullValue()));
  }

  @Test
  void writesMillisecondsAsTheLibraryDoes() {
    DateTimeFormatter library =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    Random random = new Random(12);
    for (int i = 0; i < 20_000; i++) {
      Instant time =
          Instant.ofEpochSecond(
              random.nextLong(-100_000_000_000L, 400_000_000_000L), random.nextInt(1_000_000_000));
      assertThat(UtcTime.format(time), is(library.format(time)));
    }
  }

  @Test
  void timesAreCutNotRounded() {
    assertThat(
        UtcTime.format(Instant.parse("2026-12-31T23:59:59.999999999Z")),
        is("2026-12-31T23:59:59.999Z"));
    assertThat(
        UtcTime.format(Instant.parse("1969-12-31T23:59:59.0019Z")), is("1969-12-31T23:59:59.001Z"));
    assertThat(UtcTime.format(Instant.EPOCH), is("1970-01-01T00:00:00.000Z"));
  }
}
