package io.github.mailmodosource.runner;

import io.github.mailmodosource.commandline.UsageException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;

/** Refuses options of Beam that a bounded run would leave out without a word. */
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
              + " reads what there is, and ends; run it on a schedule instead (the same activity"
              + " keeps its messageId)");
    }
    if (options.as(FlinkPipelineOptions.class).getSavepointPath() != null) {
      throw new UsageException(
          "--savepointPath is not available: a bounded run has no state to begin with; leave it out"
              + " (a run that is started again sends the same messageIds)");
    }
  }
}
