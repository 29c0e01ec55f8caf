package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where Segment's warehouse is. */
public interface WarehouseAccessOptions extends PipelineOptions {
  @Description(
      "JDBC URL of Segment's warehouse, such as jdbc:postgresql://host/database, without a password."
          + " reconcile needs it; preview --forecast compares with it.")
  @Nullable String getWarehouse();

  void setWarehouse(@Nullable String value);

  @Description("User of the warehouse. Default: the one in the URL, or the driver's.")
  @Nullable String getWarehouseUser();

  void setWarehouseUser(@Nullable String value);

  @Description(
      "Where to find the password of the warehouse: env:NAME or file:PATH. It is read on the worker."
          + " Default: none.")
  @Nullable String getWarehousePassword();

  void setWarehousePassword(@Nullable String value);

  @Description(
      "Schema of the source in the warehouse; database.schema if the URL does not name the database.")
  @Default.String("mailmodo")
  String getWarehouseSchema();

  void setWarehouseSchema(String value);

  @Description(
      "Whether to read the views (email_sent_view and so on) that Segment creates in BigQuery: its"
          + " tables there may have a row twice. They show 60 days, so that --since must not be older.")
  @Default.Boolean(false)
  boolean getWarehouseViews();

  void setWarehouseViews(boolean value);
}
