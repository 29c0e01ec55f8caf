package io.github.mailmodosource.preview;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.event.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyMonthsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-30T23:59:59.999Z, 2026-11",
    "2026-12-01T00:00:00.000Z, 2026-12",
    "2000-01-01T00:00:00.000Z, 2000-01",
    "1999-12-31T23:59:59.999Z, earlier",
    "-0044-03-15T12:00:00.000Z, earlier",
    "2099-12-31T23:59:59.999Z, 2099-12",
    "2100-01-01T00:00:00.000Z, later",
    "+10000-01-01T00:00:00.000Z, later"
  })
  void theMonthIsThatOfTheActivity(String time, String month) {
    EventJson event = EventJson.of("{\"type\":\"track\",\"timestamp\":\"" + time + "\"}");
    assertThat(TallyMonths.monthOf(event), is(month));
  }

  @Test
  void monthsComeBackInTheirOrderAndWhole() throws IOException {
    String lines =
        Stream.of("later", "2026-11", "earlier", "2025-12")
            .map(month -> Tallies.line(KV.of(month, tally(month))))
            .collect(Collectors.joining("\n"));

    var read = Tallies.read(lines.getBytes(StandardCharsets.UTF_8));

    assertThat(new ArrayList<>(read.keySet()), contains("earlier", "2025-12", "2026-11", "later"));
    read.forEach((month, tally) -> assertThat(tally.users(), is((long) month.length())));
  }

  private static MonthTally tally(String month) {
    MonthTally tally = new MonthTally();
    for (int i = 0; i < month.length(); i++) {
      tally.add("Email Sent", "user-" + i);
    }
    return tally;
  }
}
