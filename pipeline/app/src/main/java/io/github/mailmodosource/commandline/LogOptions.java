package io.github.mailmodosource.commandline;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What every command logs, and how. */
public interface LogOptions extends PipelineOptions {
  @Description("Lowest level that is logged: trace, debug, info, warn, error or off.")
  @Default.String("warn")
  String getLogLevel();

  void setLogLevel(String value);

  @Description(
      "How standard error is written: text, or json, a JSON object a line with time (UTC), level,"
          + " logger, thread, message and throwable.")
  @Default.String("text")
  String getLogFormat();

  void setLogFormat(String value);
}
