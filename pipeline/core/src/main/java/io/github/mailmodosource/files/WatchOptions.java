package io.github.mailmodosource.files;

import java.util.Map;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Brings today's {@link WatchedFiles} to the readers, in whatever process they are. {@link
 * WatchFiles} sets this; it is not for users. Why it is not a part of the source, {@link
 * io.github.mailmodosource.rows.SourceSettings} says.
 */
public interface WatchOptions extends PipelineOptions {
  @Hidden
  @Description("Set by WatchFiles: by the name of each source what it watches, serialized.")
  @Nullable Map<String, String> getWatchedFiles();

  void setWatchedFiles(@Nullable Map<String, String> files);
}
