package io.github.mailmodosource.runner;

import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;

/**
 * How many workers a step of a bounded job gets on Flink's newer engine. Flink itself would give it
 * one for each 16 MB that come in; a step that reads files is sent only their names, and so all
 * activity would be read by one worker.
 */
public final class FlinkParallelism {
  private FlinkParallelism() {}

  /** As many as were asked for, unless the configuration says otherwise. */
  public static void asAskedFor(Configuration configuration) {
    if (!configuration.contains(BatchExecutionOptions.ADAPTIVE_AUTO_PARALLELISM_ENABLED)) {
      configuration.set(BatchExecutionOptions.ADAPTIVE_AUTO_PARALLELISM_ENABLED, false);
    }
  }
}
