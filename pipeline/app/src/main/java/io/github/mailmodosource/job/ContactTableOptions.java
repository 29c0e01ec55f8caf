package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Which rows of a database are contacts, if {@code --contacts} is a {@code jdbc:} URL. */
public interface ContactTableOptions extends PipelineOptions {
  @Description(
      "Table of contacts, such as schema.table. Put a part that has characters other than letters, digits and _ in double quotes.")
  @Nullable String getContactsTable();

  void setContactsTable(@Nullable String value);

  @Description("Query for contacts, in place of a table. It may only read.")
  @Nullable String getContactsQuery();

  void setContactsQuery(@Nullable String value);

  @Description("Database user that reads contacts. Default: the one in the URL, if any.")
  @Nullable String getContactsUser();

  void setContactsUser(@Nullable String value);

  @Description(
      "Where to find the password of --contactsUser: env:NAME or file:PATH. It is read on the worker. Default: none.")
  @Nullable String getContactsPassword();

  void setContactsPassword(@Nullable String value);

  @Description("As --activityPartitionColumn, but for contacts. Default: one statement reads all.")
  @Nullable String getContactsPartitionColumn();

  void setContactsPartitionColumn(@Nullable String value);

  @Description("Number of ranges to read in parallel, if a partition column is given.")
  @Default.Integer(8)
  int getContactsPartitions();

  void setContactsPartitions(int value);
}
