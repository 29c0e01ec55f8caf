package io.github.mailmodosource.commandline;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where every command finds options besides its command line. */
public interface OptionsFileOptions extends PipelineOptions {
  @Description(
      "A file with more options, as properties or YAML; the command line wins over it, and it wins"
          + " over variables of the environment such as MAILMODO_SOURCE_REQUESTS_PER_SECOND.")
  @Nullable String getOptions();

  void setOptions(@Nullable String value);
}
