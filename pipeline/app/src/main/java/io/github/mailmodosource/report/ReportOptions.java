package io.github.mailmodosource.report;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where a run says what it did. */
public interface ReportOptions extends PipelineOptions {
  @Description("Folder for report.json and report.html. Default: reports/<job>-<start>.")
  @Nullable String getReport();

  void setReport(@Nullable String value);

  @Description(
      "What a run tells of itself while it goes on: auto (on a terminal a line that is written anew"
          + " each second, elsewhere a line a minute) or none.")
  @Default.String("auto")
  String getProgress();

  void setProgress(String value);

  @Description(
      "How many rows there must be at least, valid and within --since and --until (reconcile:"
          + " expected events); with fewer, the run ends with exit code 1.")
  @Default.Long(0)
  long getMinRows();

  void setMinRows(long value);

  @Description("How many dead letters are acceptable; with more, the run ends with exit code 3.")
  @Default.Long(0)
  long getMaxDeadLetters();

  void setMaxDeadLetters(long value);
}
