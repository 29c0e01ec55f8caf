package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What the track events look like. */
public interface TrackOptions extends PipelineOptions {
  @Description(
      "Segment's integrations object for every event, as JSON, such as"
          + " {\"All\":false,\"Warehouses\":{\"all\":true}}. Default: {\"Mailmodo\":false}, so that"
          + " events do not come back to Mailmodo.")
  @Nullable String getIntegrations();

  void setIntegrations(@Nullable String value);

  @Description(
      "Text that is hashed into every messageId, for two inputs whose activities must not be taken"
          + " for the same though event, e-mail and id are. Default: empty, which adds nothing. Never"
          + " change it afterwards: every activity would be a new one to Segment.")
  @Default.String("")
  String getIdNamespace();

  void setIdNamespace(String value);

  @Description("Whether an activity that is read twice in one bounded run is sent only once.")
  @Default.Boolean(true)
  boolean getDeduplicate();

  void setDeduplicate(boolean value);
}
