package io.github.mailmodosource.activity;

import io.github.mailmodosource.coding.UtcTime;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.metrics.WarningExample;
import io.github.mailmodosource.rows.SourceRow;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import org.apache.beam.sdk.metrics.Counter;

/**
 * Counts local times that the zone has twice or not at all: where the clock is put back or forward,
 * nobody can tell which instant was meant.
 */
final class AmbiguousTimeWarning implements Serializable {
  private static final String NAME = "ambiguous_local_time";

  private final ZoneId zone;
  private final Counter count = RunCounters.warnings(NAME);
  private final WarningExample example = new WarningExample(NAME);

  AmbiguousTimeWarning(ZoneId zone) {
    this.zone = zone;
  }

  void warn(String local, Instant as, SourceRow row) {
    count.inc();
    example.offer(
        () ->
            local
                + " exists twice or not at all in "
                + zone
                + " and is read as "
                + UtcTime.format(as)
                + " ("
                + row.where()
                + ")");
  }
}
