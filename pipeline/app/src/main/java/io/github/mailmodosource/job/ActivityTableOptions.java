package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Which rows of a database are activity, if {@code --activity} is a {@code jdbc:} URL. */
public interface ActivityTableOptions extends PipelineOptions {
  @Description(
      "Table of activity, such as schema.table. Put a part that has characters other than letters, digits and _ in double quotes.")
  @Nullable String getActivityTable();

  void setActivityTable(@Nullable String value);

  @Description("Query for activity, in place of a table. It may only read.")
  @Nullable String getActivityQuery();

  void setActivityQuery(@Nullable String value);

  @Description("Database user that reads activity. Default: the one in the URL, if any.")
  @Nullable String getActivityUser();

  void setActivityUser(@Nullable String value);

  @Description(
      "Where to find the password of --activityUser: env:NAME or file:PATH. It is read on the worker. Default: none.")
  @Nullable String getActivityPassword();

  void setActivityPassword(@Nullable String value);

  @Description(
      "Column of numbers, times or text, ideally indexed, by whose ranges activity is read in parallel. Rows without a value in it are read too. Default: one statement reads all.")
  @Nullable String getActivityPartitionColumn();

  void setActivityPartitionColumn(@Nullable String value);

  @Description("Number of ranges to read in parallel, if a partition column is given.")
  @Default.Integer(8)
  int getActivityPartitions();

  void setActivityPartitions(int value);
}
