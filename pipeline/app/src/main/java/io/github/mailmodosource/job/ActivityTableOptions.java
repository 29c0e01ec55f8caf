package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Which rows of a database are activity, if {@code --activity} is a {@code jdbc:} URL. */
public interface ActivityTableOptions extends PipelineOptions {
  @Description(
      "The table of activity, such as schema.table. Parts of other characters than letters, digits and _ stand in double quotes.")
  @Nullable String getActivityTable();

  void setActivityTable(@Nullable String value);

  @Description("A query for activity in place of a table. It can only read.")
  @Nullable String getActivityQuery();

  void setActivityQuery(@Nullable String value);

  @Description("The user who reads activity. Default: none, or the one in the URL.")
  @Nullable String getActivityUser();

  void setActivityUser(@Nullable String value);

  @Description("Where that user's password is found: env:NAME or file:PATH. Read on the worker.")
  @Nullable String getActivityPassword();

  void setActivityPassword(@Nullable String value);

  @Description(
      "A column of numbers, times or text, best an indexed one, by whose ranges activity is read in parallel. Rows without a value in it are read too. Default: read by one statement.")
  @Nullable String getActivityPartitionColumn();

  void setActivityPartitionColumn(@Nullable String value);

  @Description("Into how many ranges, if a partition column is given.")
  @Default.Integer(8)
  int getActivityPartitions();

  void setActivityPartitions(int value);
}
