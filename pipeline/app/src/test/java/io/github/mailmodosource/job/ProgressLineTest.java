package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.metrics.LatencyCounts;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.RequestCounts;
import io.github.mailmodosource.metrics.RunningCounts;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * "rows, events, share done and ETA where the total is known, rate, throttled, retries, dead
 * letters".
 */
class ProgressLineTest {
  private static final RequestCounts.Counts QUIET = requests(0, 0);

  @Test
  void whileAllIsReadTheShareIsThatOfTheTextAndTheRestTakesAsLong() {
    ProgressLine line = new ProgressLine("send", 1_000_000);

    assertThat(
        line.of(rows(1_200, 1_000, 150, 2, 1), QUIET, 250_000, Duration.ofSeconds(10)),
        is(
            "send: 1,200 rows read (25 %), 1,000 sent, 150 left out, 3 dead letters, 47 in flight;"
                + " 100 events/s; 30 s to go"));
  }

  @Test
  void whenAllIsReadTheRestTakesAsLongAsItsSendingDoes() {
    ProgressLine line = new ProgressLine("send", 1_000_000);
    line.of(rows(100_000, 1_000, 0, 0, 0), QUIET, 1_000_000, Duration.ofMinutes(1));

    assertThat(
        line.of(rows(100_000, 4_000, 0, 0, 0), QUIET, 1_000_000, Duration.ofMinutes(2)),
        is(
            "send: 100,000 rows read (100 %), 4,000 sent, 96,000 in flight; 50 events/s; 32 min to"
                + " go"));
  }

  @Test
  void beforeAnythingIsSentNobodyKnowsHowLongItTakes() {
    assertThat(
        new ProgressLine("send", 1_000_000)
            .of(rows(1_000, 0, 0, 0, 0), QUIET, 500_000, Duration.ofMinutes(1)),
        is("send: 1,000 rows read (50 %), 0 sent, 1,000 in flight"));
  }

  @Test
  void ofATableNobodyKnowsTheShare() {
    assertThat(
        new ProgressLine("replay", 0)
            .of(rows(10, 5, 0, 0, 0), requests(1, 2), 4_000, Duration.ofMinutes(1)),
        is("replay: 10 rows read, 5 sent, 5 in flight; 0.1 events/s, 1 retry, 2 throttled"));
  }

  @Test
  void compressedFilesMayHoldMoreThanIsExpectedOfThem() {
    assertThat(
        new ProgressLine("send", 100).of(rows(10, 0, 0, 0, 0), QUIET, 400, Duration.ofSeconds(1)),
        is("send: 10 rows read (100 %), 0 sent, 10 in flight"));
  }

  private static RunningCounts rows(
      long read, long sent, long notIdentified, long invalid, long undelivered) {
    Map<Outcome, Long> ends = new EnumMap<>(Outcome.class);
    ends.put(Outcome.READ, read);
    ends.put(Outcome.SENT, sent);
    ends.put(Outcome.NOT_IDENTIFIED, notIdentified);
    ends.put(Outcome.INVALID, invalid);
    ends.put(Outcome.UNDELIVERED, undelivered);
    long inFlight = read - sent - notIdentified - invalid - undelivered;
    return new RunningCounts(
        Map.of("Email Sent", new RunningCounts.Rows(ends, read, 0, inFlight)), 0);
  }

  private static RequestCounts.Counts requests(long retries, long throttled) {
    return new RequestCounts.Counts(
        5, retries, throttled, 100, 0, new LatencyCounts.Counts(List.of(), 0), null, null);
  }
}
