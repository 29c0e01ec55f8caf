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
}
