package io.github.mailmodosource;

import io.github.mailmodosource.activity.ActivityRowOptions;
import io.github.mailmodosource.commandline.LogOptions;
import io.github.mailmodosource.contact.ContactOptions;
import io.github.mailmodosource.database.ContactTableOptions;
import io.github.mailmodosource.database.DatabaseOptions;
import io.github.mailmodosource.replay.ReplayOptions;
import io.github.mailmodosource.report.ReportOptions;
import io.github.mailmodosource.segment.SegmentOptions;
import io.github.mailmodosource.track.TrackOptions;

/** Everything that {@code replay} can be told. */
public interface ReplayJobOptions
    extends ReplayOptions,
        ActivityRowOptions,
        ContactOptions,
        ContactTableOptions,
        DatabaseOptions,
        TrackOptions,
        SegmentOptions,
        ReportOptions,
        LogOptions {}
