package io.github.mailmodosource.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationOptionTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "30s, PT30S",
    "10m, PT10M",
    "1h, PT1H",
    "2d, PT48H",
    "0s, PT0S",
    "' 48H ', PT48H"
  })
  void aDurationIsAWholeNumberAndItsUnit(String value, Duration duration) {
    assertEquals(duration, DurationOption.parse("--settle", value));
  }

  @ParameterizedTest
  @CsvSource({
    "PT30S, PT30S",
    "pt0.5s, PT0.5S",
    "PT1H30M, PT90M",
    "P2D, PT48H",
    "' P1DT12H ', PT36H",
    "PT0S, PT0S",
  })
  void aDurationMayBeIso8601(String value, Duration duration) {
    assertEquals(duration, DurationOption.parse("--settle", value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"100001d", "999999999h", "PT9223372036854775807S"})
  void moreThanAnyoneCanWaitIsRefused(String value) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> DurationOption.parse("--settle", value));
    assertEquals("--settle=" + value + " is longer than 100000 days", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "10",
        "h",
        "-1s",
        "1.5h",
        "1 h",
        "1h30m",
        "1234567890s",
        "PT",
        "PT0X",
        "PT-5S",
        "-PT5S",
        "P1W",
        "P1M"
      })
  void anythingElseIsOneLineThatNamesTheOption(String value) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> DurationOption.parse("--settle", value));
    assertEquals(
        "--settle=" + value + " is not a valid duration; use 500ms, 30s, 10m, 1h, 2d or PT30S",
        refused.getMessage());
  }
}
