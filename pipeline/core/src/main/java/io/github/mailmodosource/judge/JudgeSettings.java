package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.activity.ActivityRows;
import io.github.mailmodosource.activity.PlausibleTimes;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.rows.FieldMapping;
import java.io.Serializable;
import java.time.Instant;

/**
 * How a row of activity is read and judged.
 *
 * @param fields where each field is found; see {@link ActivityParser#mapping()}
 * @param anyTime whether a time is taken that no activity of today can have
 * @param keepExtras whether fields that are no documented property are kept
 */
public record JudgeSettings(
    FieldMapping fields,
    TimeParser times,
    boolean anyTime,
    boolean keepExtras,
    ActivityPeriod period,
    Gate.Mode gate)
    implements Serializable {

  /** Takes activity out of rows, in a run that started then. */
  ActivityRows rows(Instant started) {
    return rows(PlausibleTimes.asOf(started));
  }

  /** Takes activity out of rows, in a run that has no end. */
  ActivityRows rowsWithoutEnd() {
    return rows(PlausibleTimes.asOfNow());
  }

  private ActivityRows rows(PlausibleTimes plausible) {
    return new ActivityRows(fields, times, anyTime ? PlausibleTimes.any() : plausible, keepExtras);
  }
}
