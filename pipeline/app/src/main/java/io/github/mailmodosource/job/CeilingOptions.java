package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How much a run sends at most: with something left, it ends with exit code 5. */
public interface CeilingOptions extends PipelineOptions {
  @Description(
      "Most events that the run sends; with more, it stops with exit code 5, and the same command"
          + " sends the rest. Default: no bound.")
  @Nullable Long getMaxEvents();

  void setMaxEvents(@Nullable Long value);

  @Description(
      "Most distinct users whose events the run sends; with more, it stops with exit code 5, and"
          + " the same command sends the rest. Default: no bound.")
  @Nullable Long getMaxUsers();

  void setMaxUsers(@Nullable Long value);

  @Description(
      "Longest time that the run takes, such as 8h; then it stops with exit code 5, and the same"
          + " command sends the rest. Default: no bound.")
  @Nullable String getMaxDuration();

  void setMaxDuration(@Nullable String value);
}
