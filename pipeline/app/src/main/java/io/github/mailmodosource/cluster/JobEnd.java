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
 */
public record JobEnd(
    String page,
    String state,
    @Nullable MetricResults metrics,
    long restarts,
    @Nullable Throwable failure,
    @Nullable String worker) {
  static final String FINISHED = "FINISHED";

  /** Whether somebody cancelled it. */
  public boolean isCancelled() {
    return state.equals("CANCELED");
  }

  /** Whether all that it was to do is done. */
  public boolean isFinished() {
    return state.equals(FINISHED);
  }
}
