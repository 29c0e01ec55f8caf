package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What Segment's Protocols would say of events. */
public interface TrackingPlanOptions extends PipelineOptions {
  @Description(
      "File with the Tracking Plan of the source, as Segment's Public API answers to GET"
          + " /tracking-plans/{id}/rules, or as plan prints one: the report says which events and"
          + " properties Segment would block or omit. Nothing is held back. Default: none, and"
          + " nothing is compared.")
  @Nullable String getTrackingPlan();

  void setTrackingPlan(@Nullable String value);
}
