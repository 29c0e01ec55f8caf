package io.github.mailmodosource.preview;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What a run would come to. */
public interface ForecastOptions extends PipelineOptions {
  @Description(
      "Print what send would come to, in place of payloads: events and distinct users by month,"
          + " requests, bytes, hours.")
  @Default.Boolean(false)
  boolean isForecast();

  void setForecast(boolean value);

  @Description(
      "With --forecast: how many distinct users (MTUs) the Segment plan has for a month, to say how"
          + " far over a run would be. Default: not said.")
  @Nullable Long getPlanUsers();

  void setPlanUsers(@Nullable Long value);

  @Description(
      "With --forecast: how many API calls the Segment plan has for a month, to say how far over a"
          + " run would be. Default: not said.")
  @Nullable Long getPlanCalls();

  void setPlanCalls(@Nullable Long value);
}
