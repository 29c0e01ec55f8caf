package io.github.mailmodosource.job;

import io.github.mailmodosource.cluster.Cluster;
import io.github.mailmodosource.cluster.ClusterJob;
import io.github.mailmodosource.cluster.JobEnd;
import io.github.mailmodosource.event.Version;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.report.ReadCounters;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.Stop;
import io.github.mailmodosource.runner.Failures;
import java.util.List;
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
   * @throws StoppedBySignalException after Ctrl-C and SIGTERM; the job is cancelled
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
        signals.throwIfCome();
        throw e;
      }
    }
  }

  private MetricResults toItsEnd(BooleanSupplier stop) {
    ClusterJob job = cluster.submit(pipeline);
    job.introduce(run.job(), System.err::println);
    if (!cluster.isAttached()) {
      tell(
          "the job goes on by itself; when it has ended, have its report with: report "
              + job.reportOptions());
      throw new SubmittedException();
    }
    JobEnd ended;
    try {
      ended = job.await(run.activityBytes(), stop, ClusterRun::tell);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw JobStoppedException.of("the waiting for the job was interrupted", e);
    }
    end = ended;
    MetricResults counted = ended.metrics();
    if (ended.isFinished() && counted != null) {
      return counted;
    }
    Throwable failure = ended.failure();
    String why = why(ended, job);
    throw failure == null ? JobStoppedException.of(why) : JobStoppedException.of(why, failure);
  }

  private static void tell(String line) {
    System.err.println("mailmodo-source: " + UserLine.of(line));
  }

  private static String why(JobEnd ended, ClusterJob job) {
    Throwable failure = ended.failure();
    if (failure == null) {
      return "the job has finished, but what it counted cannot be read; look at " + job.page();
    }
    if (ended.isCancelled()) {
      return "the job was cancelled; run the same command again";
    }
    String line = Failures.userLine(failure);
    String where = ended.worker() == null ? "" : " (on the worker " + ended.worker() + ")";
    return line == null
        ? "the job failed: " + Failures.bugLine(failure) + where + "; look at " + job.page()
        : line + where;
  }

  /** The report of a run that came to its end. */
  RunReport report(MetricResults counted) {
    return ReadCounters.of(counted, run.job(), Version.get(), run.runner(), run.started())
        .withNotes(notes());
  }

  /** The report of a run that stopped: what the last attempt of its job counted. */
  RunReport stopped(String reason) {
    JobEnd last = end;
    MetricResults counted = last == null ? null : last.metrics();
    Stop stop = new Stop(reason, counted == null);
    return ReadCounters.ofStopped(
            stop, counted, run.job(), Version.get(), run.runner(), run.started())
        .withNotes(notes());
  }

  private List<String> notes() {
    JobEnd last = end;
    if (last == null || last.restarts() == 0) {
      return List.of();
    }
    return List.of(
        "the job was started again "
            + (last.restarts() == 1 ? "once" : last.restarts() + " times")
            + ": there were at least as many requests, retries and bytes as its last attempt counted");
  }
}
