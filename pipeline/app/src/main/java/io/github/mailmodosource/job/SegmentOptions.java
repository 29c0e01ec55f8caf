package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where events are sent, and how fast. */
public interface SegmentOptions extends PipelineOptions {
  @Description("Where the source's write key is found: env:NAME or file:PATH. Read on the worker.")
  @Default.String("env:SEGMENT_WRITE_KEY")
  String getWriteKey();

  void setWriteKey(String value);

  @Description("The region of the Segment workspace: oregon or dublin.")
  @Default.String("oregon")
  String getRegion();

  void setRegion(String value);

  @Description("Base address of the Tracking API, in place of the region's, without /v1.")
  @Nullable String getEndpoint();

  void setEndpoint(@Nullable String value);

  @Description("Compression of requests: gzip or none.")
  @Default.String("gzip")
  String getCompression();

  void setCompression(String value);

  @Description("Most bytes of a batch before compression; 40,000 to 475,000.")
  @Default.Integer(475_000)
  int getBatchBytes();

  void setBatchBytes(int value);

  @Description("Most events of a batch; 1 to 2,500.")
  @Default.Integer(2_500)
  int getBatchEvents();

  void setBatchEvents(int value);

  @Description("Most requests per second of the whole job; 0 for no bound.")
  @Default.Double(50)
  double getRequestsPerSecond();

  void setRequestsPerSecond(double value);

  @Description("Most events per second of the whole job; 0 for no bound.")
  @Default.Double(1_000)
  double getEventsPerSecond();

  void setEventsPerSecond(double value);

  @Description(
      "Most requests at once for each worker process; 1 to 256. 32 keep up 50 requests per second with answers of up to 600 ms.")
  @Default.Integer(32)
  int getMaxInFlight();

  void setMaxInFlight(int value);

  @Description("How long a batch is tried before it becomes dead letters, such as 90s, 30m, 1h.")
  @Default.String("1h")
  String getRetryFor();

  void setRetryFor(String value);

  @Description("How long a connection may take to be made, such as 500ms or 10s.")
  @Default.String("10s")
  String getConnectTimeout();

  void setConnectTimeout(String value);

  @Description(
      "How long a request may take from its start to the last byte of its answer, such as 30s.")
  @Default.String("30s")
  String getReadTimeout();

  void setReadTimeout(String value);
}
