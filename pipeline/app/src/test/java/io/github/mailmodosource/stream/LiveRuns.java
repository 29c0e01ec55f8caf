package io.github.mailmodosource.stream;

import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.RequestCounts;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.metrics.WaitingCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs without end for tests, with settings and counts of their own. */
final class LiveRuns {
  static final Instant CHECKPOINT = Instant.parse("2026-11-20T12:40:00Z");

  private static final AtomicInteger RUNS = new AtomicInteger();

  private LiveRuns() {}

  static JobRun in(Path folder) {
    String id = "send-live-" + RUNS.incrementAndGet();
    return new JobRun(
        "send",
        id,
        Instant.now(),
        "FlinkRunner",
        folder.toString(),
        folder.resolve("dead-letters-" + id + ".jsonl").toString(),
        0,
        0,
        null,
        0,
        null,
        null);
  }

  static StreamSettings settings(
      Duration funnelInterval, StreamSettings.@Nullable MetricsAddress metrics) {
    return new StreamSettings(
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofSeconds(10),
        Duration.ofHours(24),
        null,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        funnelInterval,
        metrics);
  }

  static FlinkState state() {
    return new FlinkState(2, 3_080_000L, CHECKPOINT);
  }

  /** Twenty rows: eleven sent, three left out, two dead letters, three that wait, one in flight. */
  static void count(JobRun run) {
    new FunnelCounter(Outcome.READ).inc("Email Sent", 18);
    new FunnelCounter(Outcome.READ).inc("Link Clicked", 1);
    new FunnelCounter(Outcome.READ).inc(FunnelCounter.UNKNOWN, 1);
    new FunnelCounter(Outcome.SENT).inc("Email Sent", 10);
    new FunnelCounter(Outcome.SENT).inc("Link Clicked", 1);
    new FunnelCounter(Outcome.NOT_IDENTIFIED).inc("Email Sent", 2);
    new FunnelCounter(Outcome.DUPLICATE).inc("Email Sent", 1);
    new FunnelCounter(Outcome.UNDELIVERED).inc("Email Sent", 1);
    new FunnelCounter(Outcome.INVALID).inc(FunnelCounter.UNKNOWN, 1);
    WaitingCounts waiting = WaitingCounts.of(run.id());
    waiting.enter(1, Map.of());
    waiting.set(1, Map.of("Email Sent", 3L));
    RunCounters.deadLetters("bad_json").inc();
    RunCounters.deadLetters("rejected_by_segment").inc();
    RunCounters.warnings("unknown_fields").inc(4);
    RunCounters.files("read").inc(5);
    RequestCounts requests = RequestCounts.of(run.id());
    requests.began();
    requests.ended(false, true, 700, TimeUnit.MILLISECONDS.toNanos(30));
    requests.began();
    requests.ended(true, false, 700, TimeUnit.MILLISECONDS.toNanos(700));
    requests.accepted();
  }
}
