package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where a run leaves what it could not read or deliver. */
public interface DeadLetterOptions extends PipelineOptions {
  @Description("Folder for dead letters, which are JSON lines. Default: the report's folder.")
  @Nullable String getDeadLetters();

  void setDeadLetters(@Nullable String value);
}
