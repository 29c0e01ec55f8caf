package io.github.mailmodosource.replay;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Which dead letters are sent again. */
public interface LetterOptions extends PipelineOptions {
  @Description(
      "Folder of dead letters to send again, or a file or glob (.jsonl). Letters that fail again"
          + " are written to the report's folder. Required.")
  @Nullable String getDeadLetters();

  void setDeadLetters(@Nullable String value);
}
