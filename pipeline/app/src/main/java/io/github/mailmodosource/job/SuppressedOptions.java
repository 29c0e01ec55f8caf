package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Who must be left out. */
public interface SuppressedOptions extends PipelineOptions {
  @Description(
      "People whose events must not be sent, because they are suppressed or deleted: files or a"
          + " jdbc: URL as for --contacts, with rows of user_id, email or both; or what Segment's"
          + " Public API answers to GET /suppressions. Default: nobody.")
  @Nullable String getSuppressed();

  void setSuppressed(@Nullable String value);

  @Description(
      "Format of the files of --suppressed: jsonl, csv, parquet or avro. Default: as each file's content and"
          + " ending say.")
  @Nullable String getSuppressedFormat();

  void setSuppressedFormat(@Nullable String value);

  @Description(
      "Where to find each field of --suppressed, such as user_id=customer_id,email=mail. Default:"
          + " Segment's own names.")
  @Nullable String getSuppressedFields();

  void setSuppressedFields(@Nullable String value);

  @Description("Table of suppressed people" + TableDescriptions.TABLE)
  @Nullable String getSuppressedTable();

  void setSuppressedTable(@Nullable String value);

  @Description("Query for suppressed people" + TableDescriptions.QUERY)
  @Nullable String getSuppressedQuery();

  void setSuppressedQuery(@Nullable String value);

  @Description("Database user that reads suppressed people" + TableDescriptions.USER)
  @Nullable String getSuppressedUser();

  void setSuppressedUser(@Nullable String value);

  @Description("Where to find the password of --suppressedUser" + TableDescriptions.SECRET)
  @Nullable String getSuppressedPassword();

  void setSuppressedPassword(@Nullable String value);
}
