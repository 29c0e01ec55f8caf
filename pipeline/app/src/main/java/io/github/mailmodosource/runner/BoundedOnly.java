package io.github.mailmodosource.runner;

import io.github.mailmodosource.commandline.UsageException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;

/** Refuses options of Beam that a run would leave out without a word. */
public final class BoundedOnly {
  private BoundedOnly() {}

  /**
   * Checks the options of a command whose jobs are bounded.
   *
   * @throws UsageException with one clear line, which says what to do instead
   */
  public static void check(String command, PipelineOptions options) {
    if (options.as(StreamingOptions.class).isStreaming()) {
      throw new UsageException(
          "--streaming is not available: "
              + command
              + " reads what there is, and ends; run it on a schedule instead, or use send");
    }
    checkSavepoint(options);
  }

  /**
   * Refuses a savepoint of the user's: a run without end finds its own.
   *
   * @throws UsageException with one clear line
   */
  public static void checkSavepoint(PipelineOptions options) {
    if (options.as(FlinkPipelineOptions.class).getSavepointPath() != null) {
      throw new UsageException(
          "--savepointPath is not available: send --streaming finds the newest one in its --state"
              + " folder, and a bounded run has no state to begin with; leave it out");
    }
  }
}
