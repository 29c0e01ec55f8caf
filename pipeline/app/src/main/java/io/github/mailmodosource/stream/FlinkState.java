package io.github.mailmodosource.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the runner knows of a run without end.
 *
 * @param restarts how often the job was started again since the process began
 * @param checkpointBytes the size of the last checkpoint; null if there is none
 * @param lastCheckpoint when the last checkpoint was finished; null if there is none
 */
public record FlinkState(
    long restarts, @Nullable Long checkpointBytes, @Nullable Instant lastCheckpoint) {}
