package io.github.mailmodosource.reconcile;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where Segment's warehouse is, and what of it is judged. */
public interface WarehouseOptions extends PipelineOptions {
  @Description(
      "JDBC URL of Segment's warehouse, such as jdbc:postgresql://host/database, without a password."
          + " Required.")
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
          + " tables there may have a row twice.")
  @Default.Boolean(false)
  boolean getWarehouseViews();

  void setWarehouseViews(boolean value);

  @Description(
      "How long an event may take to reach the warehouse, such as 12h or 2d; newer activity is not"
          + " judged yet. Segment says 24 to 48 hours.")
  @Default.String("48h")
  String getSettle();

  void setSettle(String value);

  @Description(
      "How many missing events are acceptable: a number, or a share of the expected events such as"
          + " 0.1%. With more, or with any other difference, the run ends with exit code 4.")
  @Default.String("0")
  String getMaxMissing();

  void setMaxMissing(String value);

  @Description(
      "File with Mailmodo's own campaign reports, as its API returns them: an object, an array or"
          + " JSON lines. They are shown beside our counts and never change the exit code. Default: none.")
  @Nullable String getCounts();

  void setCounts(@Nullable String value);

  @Description("What to send again; the only choice is missing. Default: nothing.")
  @Nullable String getResend();

  void setResend(@Nullable String value);
}
