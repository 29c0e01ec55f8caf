package io.github.mailmodosource.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.report.ReadCounters;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.Stop;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessCountsTest {
  private static final Instant STARTED = Instant.parse("2026-11-20T03:04:05Z");

  @BeforeEach
  void aRunBegins() {
    ProcessCounts.clear();
  }

  @Test
  void aRunThatStoppedHasWhatThisProcessCounted() {
    new FunnelCounter(Outcome.SENT).inc("Email Sent", 3);
    RunCounters.delivery("requests").inc();
    RunCounters.contacts("read").inc(5);
    new DayCounters(STARTED).inc("Email Sent", STARTED);

    RunReport report = stopped(false);
    assertThat(report.funnel().get(Outcome.SENT), is(3L));
    assertThat(report.delivery().get("requests"), is(1L));
    assertThat(report.contacts(), is(Map.of("read", 5L, "identified", 0L, "ignored", 0L)));
    assertThat(report.days().get("2026-11-20", "Email Sent"), is(1L));
  }

  @Test
  void whatThisProcessHasCountedAlreadyIsForTheRunnerAlone() {
    new FunnelCounter(Outcome.SENT, CountedFor.PROCESS).inc("Email Sent", 3);
    new FunnelCounter(Outcome.SENT, CountedFor.RUNNER).inc("Email Sent", 3);
    RunCounters.delivery("requests", CountedFor.PROCESS).inc();
    RunCounters.delivery("requests", CountedFor.RUNNER).inc();

    assertThat(stopped(false).funnel().get(Outcome.SENT), is(3L));
    assertThat(stopped(false).delivery().get("requests"), is(1L));
  }

  @Test
  void whatWasToBecomeALetterIsLeftUnlessLettersWereWritten() {
    new FunnelCounter(Outcome.READ).inc("Email Sent", 3);
    new FunnelCounter(Outcome.UNDELIVERED).inc("Email Sent", 2);

    assertThat(stopped(false).funnel().get(Outcome.UNDELIVERED), is(0L));
    assertThat(stopped(false).funnel().left(), is(3L));

    RunCounters.deadLetters("rejected_by_segment").inc(2);
    assertThat(stopped(false).funnel().get(Outcome.UNDELIVERED), is(2L));
    assertThat(stopped(false).funnel().left(), is(1L));
  }

  @Test
  void whatWasCountedElsewhereIsNotMadeUp() {
    new FunnelCounter(Outcome.SENT).inc("Email Sent", 3);
    assertThat(stopped(true).funnel().get(Outcome.SENT), is(0L));
  }

  @Test
  void stepsOfAnOlderRunDoNotCountForTheNext() {
    FunnelCounter old = new FunnelCounter(Outcome.SENT);
    old.inc("Email Sent");
    ProcessCounts.clear();
    old.inc("Email Sent");
    assertThat(stopped(false).funnel().get(Outcome.SENT), is(0L));
  }

  private static RunReport stopped(boolean countsLost) {
    return ReadCounters.ofStopped(
        new Stop("a reason", countsLost), "send", "0.1.0", "FlinkRunner", STARTED);
  }
}
