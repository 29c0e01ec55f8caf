package io.github.mailmodosource.replay;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Which dead letters are sent again. */
public interface LetterOptions extends PipelineOptions {
  @Description(
      "Folder of dead letters to send again (folders below it are not read), or a file or glob."
          + " Letters that fail again are written to --report, which must be another folder."
          + " Required.")
  @Nullable String getDeadLetters();

  void setDeadLetters(@Nullable String value);
}
