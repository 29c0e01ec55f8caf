package io.github.mailmodosource.sandbox;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What {@code sandbox} can be told. */
public interface SandboxOptions extends PipelineOptions {
  @Description("Port on 127.0.0.1; 0 takes any free one. Default: 8787.")
  @Default.Integer(8787)
  int getPort();

  void setPort(int value);

  @Description(
      "The one write key that is let in, by name: env:NAME or file:PATH. Default: any key that is"
          + " not empty.")
  @Nullable String getAcceptWriteKey();

  void setAcceptWriteKey(@Nullable String value);

  @Description("Largest batch that is taken, in bytes after decompression. Default: 500000.")
  @Default.Integer(500_000)
  int getMaxBatchBytes();

  void setMaxBatchBytes(int value);

  @Description("Largest event that is taken, in bytes of JSON. Default: 32000.")
  @Default.Integer(32_000)
  int getMaxEventBytes();

  void setMaxEventBytes(int value);

  @Description("Most events that a batch may have. Default: 2500.")
  @Default.Integer(2_500)
  int getMaxBatchEvents();

  void setMaxBatchEvents(int value);

  @Description(
      "How many payloads are kept in memory, the newest ones; about 1 KB each. The ids of all are"
          + " kept. Default: 100000.")
  @Default.Integer(100_000)
  int getKeepEvents();

  void setKeepEvents(int value);

  @Description(
      "Only the Tracking API's own rules, not the seven Mailmodo events and their properties."
          + " Default: false.")
  @Default.Boolean(false)
  boolean isLenient();

  void setLenient(boolean value);

  @Description(
      "File that gets the port as soon as the sandbox listens, and goes when it stops; for scripts."
          + " Default: none.")
  @Nullable String getPortFile();

  void setPortFile(@Nullable String value);

  @Description(
      "Database that gets what is accepted, in the tables that Segment makes in a warehouse:"
          + " jdbc:postgresql:… or jdbc:mariadb:…, without a password. Default: none.")
  @Nullable String getWarehouse();

  void setWarehouse(@Nullable String value);

  @Description("User of the warehouse. Default: as its driver has it.")
  @Nullable String getWarehouseUser();

  void setWarehouseUser(@Nullable String value);

  @Description("Where the password of the warehouse is found: env:NAME or file:PATH.")
  @Nullable String getWarehousePassword();

  void setWarehousePassword(@Nullable String value);

  @Description("Schema of the source in the warehouse; made if it is not there.")
  @Default.String("mailmodo")
  String getWarehouseSchema();

  void setWarehouseSchema(String value);

  @Description(
      "Accept every so manieth new event and never load it into the warehouse, as Segment drops"
          + " events after its 200; sent again, it arrives. Default: 0, none.")
  @Default.Integer(0)
  int getLoseEvery();

  void setLoseEvery(int value);

  @Description(
      "Accept and never load all new events of a table on a day in UTC, such as"
          + " link_clicked:2026-11-03; several are separated by commas; sent again, they arrive."
          + " Default: none.")
  @Nullable String getLose();

  void setLose(@Nullable String value);
}
