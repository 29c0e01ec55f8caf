package io.github.mailmodosource.check;

import io.github.mailmodosource.commandline.LogOptions;
import io.github.mailmodosource.commandline.OptionsFileOptions;
import io.github.mailmodosource.job.ActivityOptions;
import io.github.mailmodosource.job.ActivityRowOptions;
import io.github.mailmodosource.job.ActivityTableOptions;
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
import io.github.mailmodosource.job.WarehouseAccessOptions;
import io.github.mailmodosource.job.WatchingOptions;
import io.github.mailmodosource.report.ReportOptions;
import io.github.mailmodosource.stream.StreamOptions;

/** Everything that {@code check} can be told: what {@code send} can, and where the warehouse is. */
public interface CheckOptions
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
        ReportOptions,
        DeadLetterOptions,
        ResumeOptions,
        WarehouseAccessOptions,
        OptionsFileOptions,
        LogOptions {}
