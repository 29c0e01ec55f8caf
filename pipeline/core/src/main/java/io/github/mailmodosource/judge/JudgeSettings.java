package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.rows.FieldMapping;
import java.io.Serializable;

/**
 * How a row of activity is read and judged.
 *
 * @param fields where each field is found; see {@link ActivityParser#mapping()}
 * @param keepExtras whether fields that are no documented property are kept
 */
public record JudgeSettings(
    FieldMapping fields,
    TimeParser times,
    boolean keepExtras,
    ActivityPeriod period,
    Gate.Mode gate)
    implements Serializable {}
