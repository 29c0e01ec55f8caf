package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Which rows of a database are contacts, if {@code --contacts} is a {@code jdbc:} URL. */
public interface ContactTableOptions extends PipelineOptions {
  @Description("Table of contacts" + TableDescriptions.TABLE)
  @Nullable String getContactsTable();

  void setContactsTable(@Nullable String value);

  @Description("Query for contacts" + TableDescriptions.QUERY)
  @Nullable String getContactsQuery();

  void setContactsQuery(@Nullable String value);

  @Description("Database user that reads contacts" + TableDescriptions.USER)
  @Nullable String getContactsUser();

  void setContactsUser(@Nullable String value);

  @Description("Where to find the password of --contactsUser" + TableDescriptions.SECRET)
  @Nullable String getContactsPassword();

  void setContactsPassword(@Nullable String value);

  @Description("As --activityPartitionColumn, but for contacts. Default: one statement reads all.")
  @Nullable String getContactsPartitionColumn();

  void setContactsPartitionColumn(@Nullable String value);

  @Description(TableDescriptions.PARTITIONS)
  @Default.Integer(TableDescriptions.DEFAULT_PARTITIONS)
  int getContactsPartitions();

  void setContactsPartitions(int value);
}
