package io.github.mailmodosource.event;

import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.metrics.WarningExample;
import java.io.Serializable;
import org.apache.beam.sdk.metrics.Counter;

/**
 * The warning {@code duplicate_differs}: duplicates that are more than a second before or after the
 * event that is kept.
 */
public final class DuplicateWarning implements Serializable {
  static final String NAME = "duplicate_differs";

  private final WarningExample example = new WarningExample(NAME);
  private final Counter differs = RunCounters.warnings(NAME);

  /** Counts those of one event. */
  public void count(TrackEvent kept, DuplicateTimes times) {
    long differing = times.differing(kept);
    if (differing > 0) {
      differs.inc(differing);
      DuplicateTimes.Example told = times.example(kept);
      if (told != null) {
        example.offer(told::text);
      }
    }
  }
}
