package io.github.mailmodosource.cluster;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.runner.Failures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.beam.sdk.Pipeline;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Submits a pipeline from Flink environments of our own. Beam's way to a cluster gives a bounded
 * job no restart strategy, so that the first lost worker ends it, and its caller no way to the job
 * that it has submitted.
 *
 * @param executors what brings a job to the cluster
 * @param flink where that is, what is shipped there
 * @param classes of the job
 * @param oneSender whether one worker is to send for all
 */
record Submission(
    PipelineExecutorServiceLoader executors,
    Configuration flink,
    ClassLoader classes,
    boolean oneSender) {

  /**
   * A job fails some six times until its job manager notices, by missing heartbeats, that a worker
   * is gone; and again each five minutes for want of slots. What fails more often than all that is
   * a fault that no further attempt will cure.
   */
  static final int FAILURES = 30;

  static final Duration WITHIN = Duration.ofHours(1);
  static final Duration DELAY = Duration.ofSeconds(10);

  /**
   * Submits, and does not wait for the job's end.
   *
   * @throws JobStoppedException with one clear line if the cluster does not take the job
   */
  JobClient submit(Pipeline pipeline) {
    Submitted submitted = new Submitted();
    BatchEnvironment.install(this, submitted);
    StreamEnvironment.install(this, submitted);
    try {
      pipeline.run();
    } catch (RuntimeException e) {
      Throwable refused = submitted.refused;
      if (refused == null) {
        throw e;
      }
      throw JobStoppedException.of(
          "the Flink cluster did not accept the job (" + Failures.root(refused) + ")", e);
    }
    return submitted.job.join();
  }

  /** Takes both environments away again, so that the next run in this process is free to choose. */
  static void forget() {
    BatchEnvironment.forget();
    StreamEnvironment.forget();
  }

  /** What Flink tells whoever submits a job. */
  private static final class Submitted implements JobListener {
    private final CompletableFuture<JobClient> job = new CompletableFuture<>();
    private @Nullable Throwable refused;

    @Override
    public void onJobSubmitted(@Nullable JobClient client, @Nullable Throwable failure) {
      if (client != null) {
        job.complete(client);
      }
      refused = failure;
    }

    @Override
    public void onJobExecuted(@Nullable JobExecutionResult result, @Nullable Throwable failure) {
      // Nobody waits for it by these environments.
    }
  }
}
