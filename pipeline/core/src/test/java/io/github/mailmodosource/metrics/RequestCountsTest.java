package io.github.mailmodosource.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestCountsTest {
  private final AtomicLong clock = new AtomicLong(-5);
  private final RequestCounts requests = new RequestCounts(clock::get);

  @Test
  void aRequestCountsAsSoonAsItHasEnded() {
    requests.began();
    requests.ended(false, true, 100, TimeUnit.MILLISECONDS.toNanos(250));
    requests.began();
    requests.ended(true, false, 100, TimeUnit.MILLISECONDS.toNanos(500));
    RequestCounts.Counts counts = requests.counts();
    assertThat(counts.requests(), is(2L));
    assertThat(counts.retries(), is(1L));
    assertThat(counts.throttled(), is(1L));
    assertThat(counts.bytes(), is(200L));
    assertThat(counts.latency().seconds(), is(0.75));
    assertThat(counts.lastRequest(), is(notNullValue()));
    assertThat("none was accepted", counts.lastAccepted(), is(nullValue()));
  }

  @Test
  void aPauseCountsAsItPasses() {
    requests.paused(Duration.ofSeconds(10));
    assertThat(throttled(), is(0.0));
    pass(4);
    assertThat(throttled(), is(4.0));
    pass(60);
    assertThat(throttled(), is(10.0));
  }

  @Test
  void pausesThatOverlapAreOne() {
    requests.paused(Duration.ofSeconds(10));
    pass(4);
    requests.paused(Duration.ofSeconds(2));
    requests.paused(Duration.ofSeconds(8));
    pass(100);
    assertThat(throttled(), is(12.0));
    requests.paused(Duration.ofSeconds(1));
    pass(1);
    assertThat(throttled(), is(13.0));
  }

  private double throttled() {
    return requests.counts().throttledSeconds();
  }

  private void pass(long seconds) {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }
}
