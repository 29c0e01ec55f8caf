package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pace takes 98 % of a rate, so that an uneven network does not exceed it. */
class PaceTimeTest {
  private static final double SHARE = 0.98;

  @ParameterizedTest
  @CsvSource({
    // Full batches: 20 requests of 50 a second, but 50 seconds of events.
    "50, 1000, 20, 50000, 50, eventsPerSecond",
    // Batches of ten: 100 seconds of requests.
    "50, 1000, 5000, 50000, 100, requestsPerSecond",
    "0, 1000, 5000, 50000, 50, eventsPerSecond",
    "50, 0, 5000, 50000, 100, requestsPerSecond",
    "0.5, 1000, 7, 70, 14, requestsPerSecond",
    // Nothing to send takes no time.
    "50, 1000, 0, 0, 0, eventsPerSecond",
  })
  void theRateThatTakesLongerBinds(
      double requestRate, double eventRate, long requests, long events, int full, String setting) {
    PaceTime time = PaceTime.of(settings(requestRate, eventRate), requests, events);

    assertThat(time.duration().toMillis() / 1000.0, is(closeTo(full / SHARE, 0.001)));
    assertThat(time.setting(), is(setting));
  }

  /** A hundred million events at Segment's own guide: 28 hours and 20 minutes. */
  @Test
  void aHundredMillionEventsTakeMoreThanADay() {
    PaceTime time = PaceTime.of(settings(50, 1_000), 40_000, 100_000_000);
    assertThat(time.duration().toMinutes(), is(28L * 60 + 20));
  }

  @Test
  void withoutARateNothingIsKnown() {
    PaceTime time = PaceTime.of(settings(0, 0), 5_000, 50_000);
    assertThat(time.duration().isZero(), is(true));
    assertThat(time.setting() == null, is(true));
  }

  private static SegmentSettings settings(double requests, double events) {
    return SegmentSettings.builder().requestsPerSecond(requests).eventsPerSecond(events).build();
  }
}
