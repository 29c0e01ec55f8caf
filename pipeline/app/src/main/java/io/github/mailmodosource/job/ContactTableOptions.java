package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Which rows of a database are contacts, if {@code --contacts} is a {@code jdbc:} URL. */
public interface ContactTableOptions extends PipelineOptions {
  @Description(
      "The table of contacts, such as schema.table. Parts of other characters than letters, digits and _ stand in double quotes.")
  @Nullable String getContactsTable();

  void setContactsTable(@Nullable String value);

  @Description("A query for contacts in place of a table. It can only read.")
  @Nullable String getContactsQuery();

  void setContactsQuery(@Nullable String value);

  @Description("The user who reads contacts. Default: none, or the one in the URL.")
  @Nullable String getContactsUser();

  void setContactsUser(@Nullable String value);

  @Description("Where that user's password is found: env:NAME or file:PATH. Read on the worker.")
  @Nullable String getContactsPassword();

  void setContactsPassword(@Nullable String value);

  @Description("As --activityPartitionColumn, for contacts.")
  @Nullable String getContactsPartitionColumn();

  void setContactsPartitionColumn(@Nullable String value);

  @Description("Into how many ranges, if a partition column is given.")
  @Default.Integer(8)
  int getContactsPartitions();

  void setContactsPartitions(int value);
}
