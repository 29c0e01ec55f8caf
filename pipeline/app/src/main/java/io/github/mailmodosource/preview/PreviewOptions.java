package io.github.mailmodosource.preview;

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
import io.github.mailmodosource.job.SegmentOptions;
import io.github.mailmodosource.job.SuppressedOptions;
import io.github.mailmodosource.job.TrackOptions;
import io.github.mailmodosource.job.TrackingPlanOptions;
import io.github.mailmodosource.job.WarehouseAccessOptions;
import io.github.mailmodosource.report.ReportOptions;

/**
 * Everything that {@code preview} can be told: what a bounded {@code send} can, so that its command
 * needs no other change than its name.
 */
public interface PreviewOptions
    extends ExampleOptions,
        ForecastOptions,
        ActivityOptions,
        ActivityRowOptions,
        ContactOptions,
        SuppressedOptions,
        ActivityTableOptions,
        ContactTableOptions,
        CsvFileOptions,
        DatabaseOptions,
        TrackOptions,
        TrackingPlanOptions,
        SegmentOptions,
        ReportOptions,
        DeadLetterOptions,
        WarehouseAccessOptions,
        OptionsFileOptions,
        LogOptions {}
