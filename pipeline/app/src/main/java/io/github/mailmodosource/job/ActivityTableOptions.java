package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Which rows of a database are activity, if {@code --activity} is a {@code jdbc:} URL. */
public interface ActivityTableOptions extends PipelineOptions {
  @Description("Table of activity" + TableDescriptions.TABLE)
  @Nullable String getActivityTable();

  void setActivityTable(@Nullable String value);

  @Description("Query for activity" + TableDescriptions.QUERY)
  @Nullable String getActivityQuery();

  void setActivityQuery(@Nullable String value);

  @Description("Database user that reads activity" + TableDescriptions.USER)
  @Nullable String getActivityUser();

  void setActivityUser(@Nullable String value);

  @Description("Where to find the password of --activityUser" + TableDescriptions.SECRET)
  @Nullable String getActivityPassword();

  void setActivityPassword(@Nullable String value);

  @Description(
      "Column of numbers, times or text, ideally indexed, by whose ranges activity is read in parallel. Rows without a value in it are read too. Default: one statement reads all.")
  @Nullable String getActivityPartitionColumn();

  void setActivityPartitionColumn(@Nullable String value);

  @Description(TableDescriptions.PARTITIONS)
  @Default.Integer(TableDescriptions.DEFAULT_PARTITIONS)
  int getActivityPartitions();

  void setActivityPartitions(int value);
}
