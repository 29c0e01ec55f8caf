package io.github.mailmodosource.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code read = waiting + in_flight + all ends}, at any moment. */
class RunningCountsTest {
  private static final String SENT = "Email Sent";
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final String run = "running " + RUNS.incrementAndGet();
  private final Object judging = new Object();
  private final Object holding = new Object();

  @BeforeEach
  void aRunBegins() {
    ProcessCounts.clear();
    RunAttempts.of(run).enter(judging);
    RunAttempts.of(run).enter(holding);
  }

  @Test
  void whatHasNoEndAndDoesNotWaitIsInFlight() {
    count(Outcome.READ, 10);
    count(Outcome.SENT, 5);
    count(Outcome.DUPLICATE, 1);
    WaitingCounts.of(run).enter(1, Map.of());
    WaitingCounts.of(run).set(1, Map.of(SENT, 3L));
    expect(10, 3, 1, 0);
    assertThat(RunningCounts.of(run).waiting(), is(3L));
    assertThat(RunningCounts.of(run).inFlight(), is(1L));
  }

  @Test
  void whatWaitsInTheStateOfAnEarlierProcessCountsAsReadFromWhenItIsHere() {
    WaitingCounts.of(run).enter(1, Map.of(SENT, 3L));
    expect(3, 3, 0, 0);
    WaitingCounts.of(run).set(1, Map.of());
    expect(3, 0, 3, 0);
    count(Outcome.SENT, 3);
    expect(3, 0, 0, 0);
  }

  /** The last funnel of a run that was stopped: what is held is in its state. */
  @Test
  void whatTheStepsLeaveInTheStateAtTheirEndStillWaits() {
    count(Outcome.READ, 3);
    count(Outcome.SENT, 1);
    WaitingCounts.of(run).enter(1, Map.of());
    WaitingCounts.of(run).set(1, Map.of(SENT, 2L));
    WaitingCounts.of(run).leave(1);
    RunAttempts.of(run).leave(holding);
    RunAttempts.of(run).leave(judging);
    expect(3, 2, 0, 0);
  }

  /** A block counts as read when all of it has been looked at. */
  @Test
  void whatHasAnEndHasBeenRead() {
    count(Outcome.OUTSIDE_WINDOW, 2);
    expect(2, 0, 0, 0);
    count(Outcome.READ, 5);
    expect(5, 0, 3, 0);
  }

  /**
   * Ten were read, four sent, two wait, and four are under way when a worker is lost. The last
   * checkpoint has one that waits; the source begins behind it with the sixth row.
   */
  @Test
  void whatWasUnderWayWhenTheRunBeganAgainIsNotUnderWayForEver() {
    FunnelCounter old = new FunnelCounter(Outcome.SENT);
    count(Outcome.READ, 10);
    old.inc(SENT, 4);
    WaitingCounts.of(run).enter(1, Map.of());
    WaitingCounts.of(run).set(1, Map.of(SENT, 2L));
    expect(10, 2, 4, 0);

    lose();
    expect(4, 0, 0, 4);

    WaitingCounts.of(run).enter(1, Map.of(SENT, 1L));
    expect(5, 1, 0, 4);
    count(Outcome.READ, 5);
    WaitingCounts.of(run).set(1, Map.of(SENT, 2L));
    count(Outcome.SENT, 4);
    expect(10, 2, 0, 4);

    // The answer to a request of the old steps: its row was sent twice.
    old.inc(SENT, 1);
    expect(11, 2, 0, 3);
    assertThat("never falls", counted(), is(15L));
  }

  @Test
  void itMayBeginAgainMoreThanOnce() {
    for (int i = 0; i < 3; i++) {
      count(Outcome.READ, 2);
      count(Outcome.SENT, 1);
      expect(i + 2, 0, 1, i);
      lose();
      expect(i + 1, 0, 0, i + 1);
    }
  }

  @Test
  void oneStepOfManyThatIsMadeAnewIsNoNewBeginning() {
    count(Outcome.READ, 2);
    RunAttempts.of(run).leave(holding);
    RunAttempts.of(run).enter(holding);
    RunAttempts.of(run).leave(judging);
    RunAttempts.of(run).enter(judging);
    expect(2, 0, 2, 0);
  }

  private void lose() {
    WaitingCounts.of(run).leave(1);
    RunAttempts.of(run).leave(judging);
    RunAttempts.of(run).leave(judging);
    RunAttempts.of(run).leave(holding);
    RunAttempts.of(run).enter(holding);
    RunAttempts.of(run).enter(judging);
  }

  /** By steps that are made now. */
  private static void count(Outcome outcome, long rows) {
    new FunnelCounter(outcome).inc(SENT, rows);
  }

  private long counted() {
    return rows().counted();
  }

  private RunningCounts.Rows rows() {
    return Objects.requireNonNull(RunningCounts.of(run).byEvent().get(SENT));
  }

  private void expect(long read, long waiting, long inFlight, long readAgain) {
    RunningCounts.Rows rows = rows();
    assertThat("read", rows.get(Outcome.READ), is(read));
    assertThat("waiting", rows.waiting(), is(waiting));
    assertThat("in flight", rows.inFlight(), is(inFlight));
    assertThat("read again", RunningCounts.of(run).readAgain(), is(readAgain));
    long ended =
        rows.ends().values().stream().mapToLong(Long::longValue).sum() - rows.get(Outcome.READ);
    assertThat("both sides", waiting + inFlight + ended, is(read));
  }
}
