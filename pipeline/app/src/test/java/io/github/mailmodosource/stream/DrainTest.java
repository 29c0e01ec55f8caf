package io.github.mailmodosource.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.dispatcher.UnavailableDispatcherOperationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Flink may answer to a stop with a savepoint, which {@link StreamRunTest} has in earnest. */
class DrainTest {
  private static final Duration WITHIN = Duration.ofSeconds(20);

  @Test
  void aJobThatIsJustBeingStartedIsAskedAgain() {
    Job job =
        new Job(
            new UnavailableDispatcherOperationException("Unable to get JobMasterGateway"),
            new CheckpointException(CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING),
            null);
    Drain.End end = end(job);
    assertThat(end.drained(), is(true));
    assertThat(end.failure(), is(nullValue()));
    assertThat(job.savepoints, is(3));
    assertThat(job.cancels, is(0));
  }

  /** Flink starts the job again after it. */
  @Test
  void aSavepointThatFailedOnTheWayIsNotTriedAgain() {
    for (CheckpointFailureReason reason :
        List.of(
            CheckpointFailureReason.CHECKPOINT_ASYNC_EXCEPTION,
            CheckpointFailureReason.FINALIZE_CHECKPOINT_FAILURE,
            CheckpointFailureReason.TASK_FAILURE)) {
      Job job = new Job(new CheckpointException(reason, new IOException("No space left")), null);
      Drain.End end = end(job);
      assertThat(end.drained(), is(false));
      assertThat(job.savepoints, is(1));
      assertThat(job.cancels, is(1));
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNotTriedAgain() {
    Job job = new Job(new CheckpointException(CheckpointFailureReason.IO_EXCEPTION), null);
    assertThat(end(job).drained(), is(false));
    assertThat(job.savepoints, is(1));
    assertThat(job.cancels, is(1));
  }

  @Test
  void aFlinkThatIsShutDownIsAnEnd() {
    Job job = new Job();
    Drain.End end = end(job);
    assertThat(end.drained(), is(false));
    assertThat(end.failure(), instanceOf(IllegalStateException.class));
  }

  @Test
  void aJobThatDoesNotBeginInTimeIsNotWaitedFor() {
    Drain.End end =
        Drain.end(new CompletableFuture<>(), "file:/s", Duration.ofMillis(10), () -> false);
    assertThat(end, is(new Drain.End(false, null)));
  }

  @Test
  void withoutASavepointTheJobIsCancelled() {
    Job job = new Job();
    Drain.atTheLastCheckpoint(CompletableFuture.completedFuture(job), WITHIN);
    assertThat(job.savepoints, is(0));
    assertThat(job.cancels, is(1));
  }

  private static Drain.End end(Job job) {
    return Drain.end(CompletableFuture.completedFuture(job), "file:/s", WITHIN, () -> false);
  }

  /**
   * Answers in turn: a failure, or null for a savepoint; behind the last one Flink is shut down.
   */
  private static final class Job implements JobClient {
    private final Deque<CompletableFuture<String>> answers = new ArrayDeque<>();
    private int savepoints;
    private int cancels;

    Job(@Nullable Exception... answers) {
      for (Exception answer : answers) {
        this.answers.add(
            answer == null
                ? CompletableFuture.completedFuture("file:/s/savepoint-1")
                : CompletableFuture.failedFuture(answer));
      }
    }

    @Override
    public CompletableFuture<String> stopWithSavepoint(
        boolean advance, @Nullable String folder, SavepointFormatType format) {
      savepoints++;
      if (answers.isEmpty()) {
        throw new IllegalStateException("MiniCluster is not yet running or has been shut down.");
      }
      return answers.remove();
    }

    @Override
    public CompletableFuture<Void> cancel() {
      cancels++;
      return new CompletableFuture<>();
    }

    @Override
    public JobID getJobID() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<String> triggerSavepoint(
        @Nullable String folder, SavepointFormatType format) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
      throw new UnsupportedOperationException();
    }
  }
}
