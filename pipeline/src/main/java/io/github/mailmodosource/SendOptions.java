package io.github.mailmodosource;

import io.github.mailmodosource.activity.ActivityOptions;
import io.github.mailmodosource.activity.ActivityRowOptions;
import io.github.mailmodosource.commandline.LogOptions;
import io.github.mailmodosource.contact.ContactOptions;
import io.github.mailmodosource.database.ActivityTableOptions;
import io.github.mailmodosource.database.ContactTableOptions;
import io.github.mailmodosource.database.DatabaseOptions;
import io.github.mailmodosource.deadletter.DeadLetterOptions;
import io.github.mailmodosource.report.ReportOptions;
import io.github.mailmodosource.segment.SegmentOptions;
import io.github.mailmodosource.track.TrackOptions;

/** Everything that {@code send} can be told. */
public interface SendOptions
    extends ActivityOptions,
        ActivityRowOptions,
        ContactOptions,
        ActivityTableOptions,
        ContactTableOptions,
        DatabaseOptions,
        TrackOptions,
        SegmentOptions,
        ReportOptions,
        DeadLetterOptions,
        LogOptions {}
