package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where a run keeps what it needs to go on after a stop. */
public interface ResumeOptions extends PipelineOptions {
  @Description(
      "Folder, of any file system, for a ledger of what Segment has accepted: after a stop, the same command sends only the rest. It is deleted when the run has come to its end. none: no ledger, so that after a stop everything is sent again. Default: state/ and a hash of command, inputs and endpoint.")
  @Nullable String getResume();

  void setResume(@Nullable String value);
}
