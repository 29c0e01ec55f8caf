package io.github.mailmodosource.table;

import java.util.Map;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Brings today's {@link PolledTable} to the readers, in whatever process they are. {@link
 * PollTable} sets this; it is not for users. Why it is not a part of the source, {@link
 * io.github.mailmodosource.rows.SourceSettings} says.
 */
public interface PollOptions extends PipelineOptions {
  @Hidden
  @Description("Set by PollTable: by the name of each source what it polls, serialized.")
  @Nullable Map<String, String> getPolledTables();

  void setPolledTables(@Nullable Map<String, String> tables);
}
