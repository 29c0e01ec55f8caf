package io.github.mailmodosource.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * Ends a job without end so that nothing is under way: the sources stop, what they have read is
 * delivered, and what is held is in a savepoint. It is Flink's stop with a savepoint, without what
 * Flink calls a drain, which would end the held activities' time.
 */
final class Drain {
  private static final int MILLIS_BETWEEN_ATTEMPTS = 500;

  private Drain() {}

  /**
   * Ends the job.
   *
   * @param job the job, once it is submitted
   * @param savepoints the folder for the savepoint, as Flink names it
   * @param within how long to try
   * @param over whether the job has ended in another way
   * @return whether it ended that way; if not, it was told to end as it is
   */
  static boolean end(
      CompletableFuture<JobClient> job, String savepoints, Duration within, BooleanSupplier over) {
    long deadline = System.nanoTime() + within.toNanos();
    try {
      JobClient client = job.get(within.toNanos(), TimeUnit.NANOSECONDS);
      if (drained(client, savepoints, deadline, over)) {
        return true;
      }
      var unused = client.cancel();
    } catch (TimeoutException e) {
      // It has not even begun.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody fails it", e);
    }
    return false;
  }

  /** Where the job is just being started, again perhaps, Flink refuses at once. */
  private static boolean drained(
      JobClient client, String savepoints, long deadline, BooleanSupplier over)
      throws InterruptedException {
    while (true) {
      long left = deadline - System.nanoTime();
      if (left <= 0 || over.getAsBoolean()) {
        return false;
      }
      try {
        client
            .stopWithSavepoint(false, savepoints, SavepointFormatType.CANONICAL)
            .get(left, TimeUnit.NANOSECONDS);
        return true;
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException e) {
        Thread.sleep(MILLIS_BETWEEN_ATTEMPTS);
      }
    }
  }
}
