package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What a job on a cluster keeps of the command that submitted it, for its report. */
@Hidden
public interface SubmittedWordsOptions extends PipelineOptions {
  @Description("The words of the command line, as a list in JSON, as others may see them.")
  @Nullable String getSubmittedWords();

  void setSubmittedWords(@Nullable String value);
}
