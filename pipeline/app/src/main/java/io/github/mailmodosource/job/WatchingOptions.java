package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How a run without end looks for what is new. */
public interface WatchingOptions extends PipelineOptions {
  @Description(
      "With --streaming: time between two looks at the files of --activity, such as 30s. A file is read when it has not changed for as long.")
  @Default.String("30s")
  String getWatchInterval();

  void setWatchInterval(String value);

  @Description(
      "With --streaming: column of a table of --activity that grows with time, such as the time at which a row was inserted, or its key. Ideally indexed. Rows without a value in it are never read.")
  @Nullable String getActivityCursorColumn();

  void setActivityCursorColumn(@Nullable String value);

  @Description("With --streaming: time between two polls of a table of --activity, such as 1m.")
  @Default.String("1m")
  String getPollInterval();

  void setPollInterval(String value);

  @Description(
      "With --streaming: how long a row of a table must have been there, by the database's clock, before it is read, such as 30s: longer than the longest transaction that writes to the table.")
  @Default.String("30s")
  String getPollLag();

  void setPollLag(String value);
}
