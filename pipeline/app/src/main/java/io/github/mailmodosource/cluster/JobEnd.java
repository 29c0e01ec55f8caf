package io.github.mailmodosource.cluster;

import org.apache.beam.sdk.metrics.MetricResults;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended.
 *
 * @param page where people can look at it
 * @param state Flink's word
 * @param metrics what its last attempt counted; null if that cannot be read any more
 * @param restarts how often it was started again
 * @param failure why it failed; null if it did not
 * @param worker where; null if that is not known
 * @param slotsLeft with how many slots it may go on as a new job, because there were too few for
 *     this one; 0 if that is not so
 */
public record JobEnd(
    String page,
    String state,
    @Nullable MetricResults metrics,
    long restarts,
    @Nullable Throwable failure,
    @Nullable String worker,
    int slotsLeft) {
  static final String FINISHED = "FINISHED";
  static final String CANCELED = "CANCELED";

  /** Of a job that waited in vain for as many slots as it needs. */
  static JobEnd cutShort(String page, long restarts, int slotsLeft) {
    return new JobEnd(page, CANCELED, null, restarts, null, null, slotsLeft);
  }

  /** The same, which began as another job. */
  public JobEnd after(long earlierRestarts) {
    return new JobEnd(page, state, metrics, restarts + earlierRestarts, failure, worker, slotsLeft);
  }

  /** Whether somebody cancelled it. */
  public boolean isCancelled() {
    return state.equals(CANCELED);
  }

  /** Whether all that it was to do is done. */
  public boolean isFinished() {
    return state.equals(FINISHED);
  }
}
