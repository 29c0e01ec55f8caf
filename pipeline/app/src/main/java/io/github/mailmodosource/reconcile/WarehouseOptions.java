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

  @Description("User of the warehouse. Default: as its driver has it.")
  @Nullable String getWarehouseUser();

  void setWarehouseUser(@Nullable String value);

  @Description(
      "Where the password of the warehouse is found: env:NAME or file:PATH. Read on the worker."
          + " Default: none.")
  @Nullable String getWarehousePassword();

  void setWarehousePassword(@Nullable String value);

  @Description("Schema of the source in the warehouse; database.schema where the URL names none.")
  @Default.String("mailmodo")
  String getWarehouseSchema();

  void setWarehouseSchema(String value);

  @Description(
      "Whether to read the views email_sent_view and so on, which Segment makes in BigQuery: its"
          + " tables there hold what was loaded twice.")
  @Default.Boolean(false)
  boolean getWarehouseViews();

  void setWarehouseViews(boolean value);

  @Description(
      "How long an event may take into the warehouse, such as 12h or 2d; newer activity is not"
          + " judged yet. Segment says 24 to 48 hours.")
  @Default.String("48h")
  String getSettle();

  void setSettle(String value);

  @Description(
      "How many missing events are no failure: a number, or a share of the expected ones such as"
          + " 0.1%. More end the run with exit code 4, as does any other difference.")
  @Default.String("0")
  String getMaxMissing();

  void setMaxMissing(String value);

  @Description(
      "File with Mailmodo's own campaign reports, as its API gives them: an object, an array or"
          + " JSON lines. Shown beside our counts; never changes the exit code. Default: none.")
  @Nullable String getCounts();

  void setCounts(@Nullable String value);

  @Description("What to send again: missing. Default: nothing.")
  @Nullable String getResend();

  void setResend(@Nullable String value);
}
