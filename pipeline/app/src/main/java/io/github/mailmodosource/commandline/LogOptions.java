package io.github.mailmodosource.commandline;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What every command logs. */
public interface LogOptions extends PipelineOptions {
  @Description("Lowest level that is logged: trace, debug, info, warn, error or off.")
  @Default.String("warn")
  String getLogLevel();

  void setLogLevel(String value);
}
