package io.github.mailmodosource.stream;

import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.RunEnd;
import org.apache.beam.sdk.Pipeline;

/** Runs a pipeline without end until it is stopped. */
public final class StreamRun {
  private StreamRun() {}

  /** Runs, and returns the exit code. */
  public static int of(JobRun run, Pipeline pipeline, StreamSettings settings) {
    return RunEnd.of(run, pipeline, null);
  }
}
