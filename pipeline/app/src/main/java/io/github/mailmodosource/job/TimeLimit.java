package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.option.DurationOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a run may take.
 *
 * @param given the same as the user wrote it
 */
record TimeLimit(Duration duration, String given) {
  /**
   * Of {@code --maxDuration}; null for no bound.
   *
   * @throws IllegalArgumentException with one clear line if it is not a duration
   * @throws UsageException with one clear line if it is none at all
   */
  static @Nullable TimeLimit of(@Nullable String given) {
    if (given == null) {
      return null;
    }
    Duration duration = DurationOption.parse("--maxDuration", given);
    if (duration.isZero()) {
      throw new UsageException("--maxDuration=" + given + " is out of range; use 1ms or more");
    }
    return new TimeLimit(duration, given.strip());
  }
}
