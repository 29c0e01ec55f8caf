package io.github.mailmodosource.cluster;

import org.apache.flink.api.common.Plan;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.client.program.ContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobListener;
import org.jspecify.annotations.Nullable;

/** Flink's environment for bounded jobs as Beam translates them. Flink 2 will have none. */
@SuppressWarnings("deprecation")
final class BatchEnvironment extends ContextEnvironment {
  private final boolean oneSender;

  private BatchEnvironment(Submission submission) {
    super(submission.executors(), submission.flink(), submission.classes(), false, true);
    oneSender = submission.oneSender();
    setRestartStrategy(
        RestartStrategies.failureRateRestart(
            Submission.FAILURES, Submission.WITHIN, Submission.DELAY));
  }

  /** Beam finds it from now on. */
  static void install(Submission submission, JobListener listener) {
    initializeContextEnvironment(
        () -> {
          BatchEnvironment environment = new BatchEnvironment(submission);
          environment.registerJobListener(listener);
          return environment;
        });
  }

  static void forget() {
    resetContextEnvironment();
  }

  /** The one that Flink submits by, where it called us; null where it asks for a plan only. */
  static @Nullable ContextEnvironment ofFlink() {
    return ExecutionEnvironment.getExecutionEnvironment() instanceof ContextEnvironment flinks
        ? flinks
        : null;
  }

  /** The configuration of whichever there is. */
  static Configuration configuration() {
    return ExecutionEnvironment.getExecutionEnvironment().getConfiguration();
  }

  @Override
  public Plan createProgramPlan(String name, boolean clearSinks) {
    Plan plan = super.createProgramPlan(name, clearSinks);
    if (oneSender) {
      OneSender.in(plan);
    }
    return plan;
  }
}
