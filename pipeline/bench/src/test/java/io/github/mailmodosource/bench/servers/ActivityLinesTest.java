package io.github.mailmodosource.bench.servers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityLinesTest {
  @Test
  void aRowIsALineOfValuesBetweenTabs() throws IOException {
    String none = "\t\\N";
    assertThat(
        ActivityLines.tabbed(
            7, "{\"event\":\"Email Bounced\",\"reason\":\"a\\tb\",\"is_hard_bounce\":false}"),
        is("7" + none + "\tEmail Bounced" + none.repeat(17) + "\ta\\tb\t0" + none + "\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "\"2026-10-01T00:00:00.123Z\", 2026-10-01 00:00:00.123",
    "\"2026-10-01T00:00:00.1239999Z\", 2026-10-01 00:00:00.123",
    "\"2026-10-01T05:30:00.123+05:30\", 2026-10-01 00:00:00.123",
    "\"2026-10-01 00:00:00.123\", 2026-10-01 00:00:00.123",
    "1790812800, 2026-10-01 00:00:00",
    "1790812800123, 2026-10-01 00:00:00.123",
    "\"1790812800123\", 2026-10-01 00:00:00.123",
    "1790812800123567, 2026-10-01 00:00:00.123"
  })
  void aTimeOfAnyShapeIsOneInUtc(String json, String time) throws IOException {
    String line = ActivityLines.tabbed(1, "{\"occurred_at\":" + json + "}");
    assertThat(line.split("\t", -1)[4], is(time));
  }
}
