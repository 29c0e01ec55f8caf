package io.github.mailmodosource.stream;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.StreamingOptions;
import org.jspecify.annotations.Nullable;

/** How a run without end goes on, ends, and is watched. */
public interface StreamOptions extends StreamingOptions {
  @Override
  @Description(
      "Go on without end: watch the files of --activity, and poll its table, until SIGTERM or Ctrl-C.")
  boolean isStreaming();

  @Override
  void setStreaming(boolean value);

  @Description(
      "With --streaming: time between two readings of --contacts and --suppressed, such as 5m.")
  @Default.String("5m")
  String getContactsRefresh();

  void setContactsRefresh(String value);

  @Description(
      "With --streaming: how long an activity that nobody is identified for is held, and judged again after each reading of --contacts, such as 10m. 0s: not at all.")
  @Default.String("10m")
  String getContactsWait();

  void setContactsWait(String value);

  @Description(
      "With --streaming: longest time that an event waits for its batch to become full, such as 10s.")
  @Default.String("10s")
  String getMaxBatchDelay();

  void setMaxBatchDelay(String value);

  @Description(
      "With --streaming: how long a messageId is remembered, so that its event is not sent again, such as 24h. 16 bytes of memory each.")
  @Default.String("24h")
  String getDeduplicateFor();

  void setDeduplicateFor(String value);

  @Description(
      "With --streaming on Flink: folder for checkpoints, of any file system that Flink can write. A run that is started again with the same folder goes on where the last one stopped. Default: state/ and the name of the first input.")
  @Nullable String getState();

  void setState(@Nullable String value);

  @Description("With --streaming on Flink: time between two checkpoints, such as 10s.")
  @Default.String("10s")
  String getCheckpointInterval();

  void setCheckpointInterval(String value);

  @Description(
      "With --streaming: how long the end of the run waits after SIGTERM or Ctrl-C for what was read to be delivered, such as 30s. After that, the next run goes on from the last checkpoint.")
  @Default.String("30s")
  String getDrainFor();

  void setDrainFor(String value);

  @Description(
      "With --streaming: time between two lines with the figures of the run, such as 1m; the report is written anew with each.")
  @Default.String("1m")
  String getFunnelInterval();

  void setFunnelInterval(String value);

  @Description(
      "With --streaming: port on which Prometheus can read the metrics of the run, such as 9187. Default: none.")
  @Nullable Integer getMetricsPort();

  void setMetricsPort(@Nullable Integer value);

  @Description("Address of --metricsPort. 0.0.0.0 lets every machine of the network read them.")
  @Default.String("127.0.0.1")
  String getMetricsHost();

  void setMetricsHost(String value);
}
