package io.github.mailmodosource.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code read + takenOver = held + in flight + all ends}, at any moment. */
class WaitingCountsTest {
  private static final String SENT = "Email Sent";
  private static final String OPENED = "Email Opened";

  @Test
  void whatWaitsIsAddedUpOverTheShards() {
    WaitingCounts counts = WaitingCounts.of("a run");
    counts.enter(1, Map.of());
    counts.set(1, Map.of(SENT, 2L));
    counts.enter(2, Map.of());
    counts.set(2, Map.of(SENT, 1L, OPENED, 1L));
    assertThat(counts.held(), is(Map.of(SENT, 3L, OPENED, 1L)));
    counts.set(1, Map.of());
    assertThat(counts.held(), is(Map.of(SENT, 1L, OPENED, 1L)));
    assertThat(counts.takenOver(), is(Map.of()));
  }

  @Test
  void whatAnotherProcessHasReadIsTakenOverOnce() {
    WaitingCounts counts = WaitingCounts.of("a run that goes on");
    counts.enter(3, Map.of(SENT, 5L));
    counts.enter(3, Map.of(SENT, 5L));
    counts.set(3, Map.of(SENT, 4L));
    counts.enter(3, Map.of(SENT, 4L));
    assertThat(counts.takenOver().get(SENT), is(5L));
    assertThat(counts.held(), is(Map.of(SENT, 4L)));
  }

  /** Three were read and wait; a checkpoint of two is restored, and the third is read again. */
  @Test
  void aRestartWithinTheProcessChangesNoSum() {
    WaitingCounts run = WaitingCounts.of("a run that is restarted");
    run.enter(4, Map.of());
    run.set(4, Map.of(SENT, 3L));
    run.leave(4);
    assertThat(run.held(), is(Map.of()));
    assertThat(run.takenOver(), is(Map.of(SENT, -3L)));
    run.enter(4, Map.of(SENT, 2L));
    run.set(4, Map.of(SENT, 3L));
    // Read: four by now, the third twice.
    assertThat(run.takenOver(), is(Map.of(SENT, -1L)));
    assertThat(run.held(), is(Map.of(SENT, 3L)));
  }
}
