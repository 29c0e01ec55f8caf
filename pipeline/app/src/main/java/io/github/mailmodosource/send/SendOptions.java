package io.github.mailmodosource.send;

import io.github.mailmodosource.commandline.LogOptions;
import io.github.mailmodosource.commandline.OptionsFileOptions;
import io.github.mailmodosource.job.ActivityOptions;
import io.github.mailmodosource.job.ActivityRowOptions;
import io.github.mailmodosource.job.ActivityTableOptions;
import io.github.mailmodosource.job.CeilingOptions;
import io.github.mailmodosource.job.ContactOptions;
import io.github.mailmodosource.job.ContactTableOptions;
import io.github.mailmodosource.job.CsvFileOptions;
import io.github.mailmodosource.job.DatabaseOptions;
import io.github.mailmodosource.job.DeadLetterOptions;
import io.github.mailmodosource.job.ResumeOptions;
import io.github.mailmodosource.job.SegmentOptions;
import io.github.mailmodosource.job.SuppressedOptions;
import io.github.mailmodosource.job.TrackOptions;
import io.github.mailmodosource.job.TrackingPlanOptions;
import io.github.mailmodosource.job.WatchingOptions;
import io.github.mailmodosource.report.ReportOptions;
import io.github.mailmodosource.stream.StreamOptions;

/** Everything that {@code send} can be told. */
public interface SendOptions
    extends ActivityOptions,
        ActivityRowOptions,
        ContactOptions,
        SuppressedOptions,
        ActivityTableOptions,
        WatchingOptions,
        StreamOptions,
        ContactTableOptions,
        CsvFileOptions,
        DatabaseOptions,
        TrackOptions,
        TrackingPlanOptions,
        SegmentOptions,
        CeilingOptions,
        ReportOptions,
        DeadLetterOptions,
        ResumeOptions,
        OptionsFileOptions,
        LogOptions {}
