package io.github.mailmodosource.cluster;

import io.github.mailmodosource.runner.FlinkParallelism;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobListener;

/** Flink's environment for jobs on its newer engine. It closes nothing that it does not own. */
@SuppressWarnings("try")
final class StreamEnvironment extends StreamContextEnvironment {
  private StreamEnvironment(Submission submission, Configuration flink) {
    super(submission.executors(), flink, submission.classes(), false, true);
  }

  /** Beam finds it from now on. */
  static void install(Submission submission, JobListener listener) {
    initializeContextEnvironment(
        changes -> {
          Configuration flink = new Configuration(submission.flink());
          flink.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
          flink.set(
              RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL,
              Submission.FAILURES);
          flink.set(
              RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
              Submission.WITHIN);
          flink.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, Submission.DELAY);
          flink.addAll(changes);
          FlinkParallelism.asAskedFor(flink);
          StreamEnvironment environment = new StreamEnvironment(submission, flink);
          environment.registerJobListener(listener);
          return environment;
        });
  }

  static void forget() {
    resetContextEnvironment();
  }
}
