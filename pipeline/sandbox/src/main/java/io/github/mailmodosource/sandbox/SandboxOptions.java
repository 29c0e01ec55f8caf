package io.github.mailmodosource.sandbox;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What {@code sandbox} can be told. */
public interface SandboxOptions extends PipelineOptions {
  @Description("Port to listen on, on 127.0.0.1; 0 for any free one.")
  @Default.Integer(8787)
  int getPort();

  void setPort(int value);

  @Description(
      "Where to find the only write key to accept: env:NAME or file:PATH. Default: any key that is"
          + " not empty.")
  @Nullable String getAcceptWriteKey();

  void setAcceptWriteKey(@Nullable String value);

  @Description("Maximum size of a batch in bytes, after decompression.")
  @Default.Integer(500_000)
  int getMaxBatchBytes();

  void setMaxBatchBytes(int value);

  @Description(
      "Maximum size of an event, in bytes of JSON, with the context and integrations of its batch.")
  @Default.Integer(32_000)
  int getMaxEventBytes();

  void setMaxEventBytes(int value);

  @Description("Maximum number of events in a batch.")
  @Default.Integer(2_500)
  int getMaxBatchEvents();

  void setMaxBatchEvents(int value);

  @Description(
      "Answer further requests of the same second with 429, as Segment does above its rate; 0 for no"
          + " limit.")
  @Default.Integer(0)
  int getMaxRequestsPerSecond();

  void setMaxRequestsPerSecond(int value);

  @Description(
      "How many payloads to keep in memory, the newest ones; about 1 KB each. All ids are kept.")
  @Default.Integer(100_000)
  int getKeepEvents();

  void setKeepEvents(int value);

  @Description(
      "Whether to check only the Tracking API's own rules, not the seven Mailmodo events and their properties.")
  @Default.Boolean(false)
  boolean isLenient();

  void setLenient(boolean value);

  @Description(
      "File to write the port to as soon as the sandbox listens, for scripts; deleted when it stops."
          + " Default: none.")
  @Nullable String getPortFile();

  void setPortFile(@Nullable String value);

  @Description(
      "Database to load accepted events into, in the tables that Segment creates in a warehouse:"
          + " jdbc:postgresql:… or jdbc:mariadb:…, without a password. Default: none.")
  @Nullable String getWarehouse();

  void setWarehouse(@Nullable String value);

  @Description("User of the warehouse. Default: the one in the URL, or the driver's.")
  @Nullable String getWarehouseUser();

  void setWarehouseUser(@Nullable String value);

  @Description("Where to find the password of the warehouse: env:NAME or file:PATH. Default: none.")
  @Nullable String getWarehousePassword();

  void setWarehousePassword(@Nullable String value);

  @Description("Schema of the source in the warehouse; created if it does not exist.")
  @Default.String("mailmodo")
  String getWarehouseSchema();

  void setWarehouseSchema(String value);

  @Description(
      "Accept every Nth new event without loading it into the warehouse, as Segment may drop events"
          + " after it answered 200; an event that is sent again is loaded. 0 for none.")
  @Default.Integer(0)
  int getLoseEvery();

  void setLoseEvery(int value);

  @Description(
      "Accept all new events of a table and a day (UTC) without loading them, such as"
          + " link_clicked:2026-11-03, separated by commas; events that are sent again are loaded."
          + " Default: none.")
  @Nullable String getLose();

  void setLose(@Nullable String value);
}
