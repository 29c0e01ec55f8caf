package io.github.mailmodosource.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.dispatcher.UnavailableDispatcherOperationException;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * Ends a job without end so that nothing is under way: the sources stop, what they have read is
 * delivered, and what is held is in a savepoint. It is Flink's stop with a savepoint, without what
 * Flink calls a drain, which would end the held activities' time.
 */
final class Drain {
  private static final int MILLIS_BETWEEN_ATTEMPTS = 500;

  private static final End TOO_LATE = new End(false, null);

  private Drain() {}

  /**
   * How a job was ended.
   *
   * @param drained whether all that it had read is delivered, or in the savepoint
   * @param failure why there is no savepoint; null if there is one, or time was over
   */
  record End(boolean drained, @Nullable Throwable failure) {}

  /**
   * Ends the job. A savepoint that fails after it was begun is not tried again: Flink starts the
   * job again from its last checkpoint then, which would send what was sent since.
   *
   * @param job the job, once it is submitted
   * @param savepoints the folder for the savepoint, as Flink names it
   * @param within how long to try
   * @param over whether the job has ended in another way
   * @return how it ended; if it is not drained, it was told to end as it is
   */
  static End end(
      CompletableFuture<JobClient> job, String savepoints, Duration within, BooleanSupplier over) {
    long deadline = System.nanoTime() + within.toNanos();
    JobClient client = submitted(job, within);
    if (client == null) {
      return TOO_LATE;
    }
    try {
      End end = drained(client, savepoints, deadline, over);
      if (!end.drained()) {
        cancel(client);
      }
      return end;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return TOO_LATE;
    }
  }

  /** Ends the job as it is, for a folder that no savepoint can be written to. */
  static void atTheLastCheckpoint(CompletableFuture<JobClient> job, Duration within) {
    JobClient client = submitted(job, within);
    if (client != null) {
      cancel(client);
    }
  }

  /** The job; null if it has not even begun. */
  private static @Nullable JobClient submitted(CompletableFuture<JobClient> job, Duration within) {
    try {
      return job.get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody fails it", e);
    }
  }

  private static End drained(
      JobClient client, String savepoints, long deadline, BooleanSupplier over)
      throws InterruptedException {
    while (true) {
      if (over.getAsBoolean()) {
        return new End(false, new IllegalStateException("the job has ended"));
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return TOO_LATE;
      }
      Throwable failure;
      try {
        client
            .stopWithSavepoint(false, savepoints, SavepointFormatType.CANONICAL)
            .get(left, TimeUnit.NANOSECONDS);
        return new End(true, null);
      } catch (TimeoutException e) {
        return TOO_LATE;
      } catch (ExecutionException e) {
        failure = e;
      } catch (IllegalStateException e) {
        // Flink is shut down, since its job has ended.
        failure = e;
      }
      // What else ends the job is heard of in the meantime, and nothing is started again so soon.
      Thread.sleep(MILLIS_BETWEEN_ATTEMPTS);
      if (!wasNotBegun(failure)) {
        return new End(false, failure);
      }
    }
  }

  /** Where the job is just being started, again perhaps, Flink refuses at once. */
  private static boolean wasNotBegun(Throwable failure) {
    if (ExceptionUtils.findThrowable(failure, UnavailableDispatcherOperationException.class)
        .isPresent()) {
      return true;
    }
    return ExceptionUtils.findThrowable(failure, CheckpointException.class)
        .map(CheckpointException::getCheckpointFailureReason)
        // A folder that cannot be made now cannot be made in a moment.
        .filter(reason -> reason.isPreFlight() && reason != CheckpointFailureReason.IO_EXCEPTION)
        .isPresent();
  }

  private static void cancel(JobClient client) {
    try {
      var unused = client.cancel();
    } catch (IllegalStateException e) {
      // Flink is shut down: there is nothing to end.
    }
  }
}
