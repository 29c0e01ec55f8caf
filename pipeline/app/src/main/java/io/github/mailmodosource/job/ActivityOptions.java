package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where the activity is. */
public interface ActivityOptions extends PipelineOptions {
  @Description(
      "Mailmodo activity: paths or globs of JSON lines (.jsonl, .ndjson, .json), CSV, Parquet or"
          + " Avro files, text also compressed (.gz, .bz2, .zst), separated by commas. Or a jdbc:"
          + " URL, with --activityTable or --activityQuery. Required.")
  @Nullable String getActivity();

  void setActivity(@Nullable String value);

  @Description(
      "Format of the activity files: jsonl, csv, parquet or avro. Default: as each file's content and"
          + " ending say.")
  @Nullable String getActivityFormat();

  void setActivityFormat(@Nullable String value);
}
