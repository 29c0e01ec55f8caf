package io.github.mailmodosource.preview;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Which payloads are shown. */
public interface ExampleOptions extends PipelineOptions {
  @Description(
      "Maximum number of payloads that are shown, 0 to 1,000: one of each event that occurs first,"
          + " then others. They are the first by the names of their files and by line.")
  @Default.Integer(10)
  int getLimit();

  void setLimit(int value);
}
