package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Where events are sent, and how fast. */
public interface SegmentOptions extends PipelineOptions {
  @Description(
      "Where to find the source's write key: env:NAME or file:PATH. It is read on the worker.")
  @Default.String("env:SEGMENT_WRITE_KEY")
  String getWriteKey();

  void setWriteKey(String value);

  @Description("Region of the Segment workspace: oregon or dublin.")
  @Default.String("oregon")
  String getRegion();

  void setRegion(String value);

  @Description(
      "Base address of the Tracking API without /v1, in place of the region's. Default: the region's.")
  @Nullable String getEndpoint();

  void setEndpoint(@Nullable String value);

  @Description(
      "Allow an --endpoint with http:// on another machine: the write key and e-mail addresses can then be read on their way.")
  @Default.Boolean(false)
  boolean isAllowPlainHttp();

  void setAllowPlainHttp(boolean value);

  @Description("Compression of requests: gzip or none.")
  @Default.String("gzip")
  String getCompression();

  void setCompression(String value);

  @Description("Maximum size of a batch in bytes, before compression; 40,000 to 475,000.")
  @Default.Integer(475_000)
  int getBatchBytes();

  void setBatchBytes(int value);

  @Description("Maximum number of events in a batch; 1 to 2,500.")
  @Default.Integer(2_500)
  int getBatchEvents();

  void setBatchEvents(int value);

  @Description("Maximum number of requests per second, for the whole job; 0 for no limit.")
  @Default.Double(50)
  double getRequestsPerSecond();

  void setRequestsPerSecond(double value);

  @Description("Maximum number of events per second, for the whole job; 0 for no limit.")
  @Default.Double(1_000)
  double getEventsPerSecond();

  void setEventsPerSecond(double value);

  @Description(
      "Maximum number of concurrent requests of each worker process; 1 to 256. 32 sustain 50 requests per second if answers take up to 600 ms.")
  @Default.Integer(32)
  int getMaxInFlight();

  void setMaxInFlight(int value);

  @Description(
      "How long a batch is retried before its events become dead letters, such as 90s, 30m or 1h. If nothing at all gets through for as long, the job stops. 0s: one attempt, and no such stop. Default: 1h; with --streaming, without end.")
  @Nullable String getRetryFor();

  void setRetryFor(@Nullable String value);

  @Description("How long it may take to open a connection, such as 500ms or 10s.")
  @Default.String("10s")
  String getConnectTimeout();

  void setConnectTimeout(String value);

  @Description(
      "How long a request may take, from its start to the last byte of its answer, such as 30s.")
  @Default.String("30s")
  String getReadTimeout();

  void setReadTimeout(String value);
}
