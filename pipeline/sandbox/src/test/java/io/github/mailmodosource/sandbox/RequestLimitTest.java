package io.github.mailmodosource.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
  private final AtomicLong now = new AtomicLong();

  @Test
  void aSecondHasSoManyRequestsAndTheNextOneAsManyAgain() throws Exception {
    RequestLimit limit = new RequestLimit(2, now::get);
    limit.check();
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
    limit.check();
    Refusal refusal = assertThrows(Refusal.class, limit::check);
    assertThat(refusal.status(), is(429));
    assertThat(refusal.reason(), is("too many requests: at most 2 in a second"));

    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    limit.check();
    limit.check();
    assertThrows(Refusal.class, limit::check);
  }

  @Test
  void zeroIsNoLimit() throws Exception {
    RequestLimit limit = new RequestLimit(0, now::get);
    for (int i = 0; i < 10_000; i++) {
      limit.check();
    }
  }
}
