package io.github.mailmodosource.runner;

import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.jspecify.annotations.Nullable;

/**
 * The way to the job of the run without end that goes on in this process, of which there is one at
 * a time. Beam waits for a job that it has submitted and lets nobody else have it; Flink tells its
 * listeners.
 */
public final class RunningJob implements JobListener {
  private static volatile CompletableFuture<JobClient> job = new CompletableFuture<>();

  /** Called by Flink, which makes one of its own. */
  public RunningJob() {}

  /** A run begins: the job is the next one that is submitted. */
  static void expect() {
    job = new CompletableFuture<>();
    FlinkFigures.clear();
  }

  /** The job, as soon as there is one. */
  public static CompletableFuture<JobClient> get() {
    return job;
  }

  @Override
  public void onJobSubmitted(@Nullable JobClient client, @Nullable Throwable failure) {
    if (client != null) {
      job.complete(client);
    }
  }

  @Override
  public void onJobExecuted(@Nullable JobExecutionResult result, @Nullable Throwable failure) {
    // Whoever runs the pipeline hears of it.
  }
}
