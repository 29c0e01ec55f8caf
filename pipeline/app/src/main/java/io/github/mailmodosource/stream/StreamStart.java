package io.github.mailmodosource.stream;

import io.github.mailmodosource.job.StopSignals;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.StreamingOptions;
import org.jspecify.annotations.Nullable;

/**
 * From the moment a run without end knows what it is to do, a signal ends it as it ends one that
 * goes on: there is just nothing to deliver yet. Elsewhere signals do what they always did.
 */
public final class StreamStart implements AutoCloseable {
  private final @Nullable StopSignals signals;

  private StreamStart(@Nullable StopSignals signals) {
    this.signals = signals;
  }

  /** Looks out for signals, if this is a run without end on a runner that keeps state. */
  public static StreamStart of(StreamingOptions options) {
    boolean ends = !options.isStreaming() || options.getRunner() != FlinkRunner.class;
    return new StreamStart(ends ? null : StopSignals.watch());
  }

  /** Those that were looked out for from the start. */
  StopSignals signals() {
    if (signals == null) {
      throw new IllegalStateException("this run has an end");
    }
    return signals;
  }

  @Override
  public void close() {
    if (signals != null) {
      signals.close();
    }
  }
}
