package io.github.mailmodosource.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyCountsTest {
  private final LatencyCounts latency = new LatencyCounts();

  @Test
  void whatTookAsLongAsABoundIsWithinIt() {
    add(Duration.ofMillis(10));
    add(Duration.ofMillis(10).plusNanos(1));
    add(Duration.ofMillis(99));
    add(Duration.ofSeconds(30));
    add(Duration.ofMinutes(5));
    assertThat(
        latency.counts().buckets(), is(List.of(1L, 1L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 1L, 1L)));
    assertThat(latency.counts().all(), is(5L));
  }

  @Test
  void allOfItIsAddedUpInSeconds() {
    add(Duration.ofMillis(250));
    add(Duration.ofSeconds(90));
    assertThat(latency.counts().seconds(), is(90.25));
  }

  @Test
  void theBoundsAreSeconds() {
    assertThat(
        LatencyCounts.Counts.bounds(),
        is(List.of(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)));
  }

  private void add(Duration took) {
    latency.add(took.toNanos());
  }
}
