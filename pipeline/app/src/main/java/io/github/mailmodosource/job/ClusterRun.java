package io.github.mailmodosource.job;

import io.github.mailmodosource.cluster.Cluster;
import io.github.mailmodosource.cluster.ClusterJob;
import io.github.mailmodosource.cluster.JobEnd;
import io.github.mailmodosource.cluster.JobProgress;
import io.github.mailmodosource.event.Version;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.log.Notice;
import io.github.mailmodosource.report.ReadCounters;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.Stop;
import io.github.mailmodosource.runner.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.MetricResults;
import org.jspecify.annotations.Nullable;

/** A pipeline that runs on a Flink cluster, from its submission to its end. */
final class ClusterRun {
  private final JobRun run;
  private final Pipeline pipeline;
  private final Cluster cluster;
  private @Nullable JobEnd end;

  ClusterRun(JobRun run, Pipeline pipeline, Cluster cluster) {
    this.run = run;
    this.pipeline = pipeline;
    this.cluster = cluster;
  }

  /**
   * Runs it, and returns what was counted.
   *
   * @throws SubmittedException if nobody waits for its end here
   * @throws StoppedEarlyException after Ctrl-C and SIGTERM; the job is cancelled
   * @throws JobStoppedException with one clear line if it fails
   */
  MetricResults toItsEnd() {
    if (!cluster.ownsTheProcess()) {
      return toItsEnd(() -> false);
    }
    try (StopSignals signals = StopSignals.watch()) {
      try {
        return toItsEnd(signals::haveCome);
      } catch (JobStoppedException e) {
        signals.throwIfCome(run.ledger() != null);
        throw e;
      }
    }
  }

  private MetricResults toItsEnd(BooleanSupplier stop) {
    ClusterJob job = cluster.submit(pipeline);
    job.introduce(run.job(), System.err::println);
    if (!cluster.isAttached()) {
      Notice.info(
          "the job goes on by itself; when it has ended, have its report with: report "
              + job.reportOptions());
      throw new SubmittedException();
    }
    JobEnd ended = await(job, stop);
    long restarts = 0;
    while (ended.slotsLeft() > 0 && !stop.getAsBoolean()) {
      restarts += ended.restarts() + 1;
      Notice.info(
          "the job goes on with what is left of the cluster, as a new one: parallelism "
              + ended.slotsLeft());
      job = cluster.submit(pipeline, ended.slotsLeft());
      job.introduce(run.job(), System.err::println);
      ended = await(job, stop).after(restarts);
    }
    end = ended;
    String why = why(ended);
    MetricResults counted = ended.metrics();
    if (why == null && counted != null) {
      return counted;
    }
    Throwable failure = ended.failure();
    throw failure == null
        ? JobStoppedException.of(String.valueOf(why))
        : JobStoppedException.of(String.valueOf(why), failure);
  }

  private JobEnd await(ClusterJob job, BooleanSupplier stop) {
    try {
      return job.await(
          new JobProgress(run.activityBytes(), run.tellsProgress(), LedgerNews.of(run.ledger())),
          stop,
          cluster.ownsTheProcess(),
          Notice::info);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw JobStoppedException.of("the waiting for the job was interrupted", e);
    }
  }

  /** Why a job did not do what it was to do; null if it did. */
  static @Nullable String why(JobEnd ended) {
    Throwable failure = ended.failure();
    if (failure == null) {
      return ended.metrics() != null
          ? null
          : "the job has finished, but what it counted cannot be read; look at " + ended.page();
    }
    if (ended.isCancelled()) {
      return "the job was cancelled; run the same command again";
    }
    String line = Failures.userLine(failure);
    String where = ended.worker() == null ? "" : " (on the worker " + ended.worker() + ")";
    return line == null
        ? "the job failed: " + Failures.bugLine(failure) + where + "; look at " + ended.page()
        : line + where;
  }

  /** The report of a run whose job did all that it was to do. */
  static RunReport report(JobRun run, JobEnd end) {
    MetricResults counted = Objects.requireNonNull(end.metrics(), "it did, and so it counted");
    return ReadCounters.of(counted, run.job(), Version.get(), run.runner(), run.started())
        .withNotes(notes(end));
  }

  /** The report of a run whose job stopped: what its last attempt counted. */
  static RunReport stopped(JobRun run, @Nullable JobEnd end, String reason) {
    MetricResults counted = end == null ? null : end.metrics();
    return ReadCounters.ofStopped(
            new Stop(reason, counted == null),
            counted,
            run.job(),
            Version.get(),
            run.runner(),
            run.started())
        .withNotes(end == null ? List.of() : notes(end));
  }

  /** The report of this run, which came to its end. */
  RunReport report() {
    return report(run, Objects.requireNonNull(end, "the run has ended"));
  }

  /** The report of this run, which stopped. */
  RunReport stopped(String reason) {
    return stopped(run, end, reason);
  }

  private static List<String> notes(JobEnd end) {
    List<String> notes = new ArrayList<>();
    if (end.restarts() > 0) {
      notes.add(
          "the job was started again "
              + (end.restarts() == 1 ? "once" : end.restarts() + " times")
              + ": there were at least as many requests, retries and bytes as its last attempt"
              + " counted");
    }
    if (!end.isFinished()) {
      notes.add("what was under way when the job stopped is not counted: at least this was sent");
    }
    return notes;
  }
}
