package io.github.mailmodosource.replay;

import io.github.mailmodosource.commandline.LogOptions;
import io.github.mailmodosource.commandline.OptionsFileOptions;
import io.github.mailmodosource.job.ActivityRowOptions;
import io.github.mailmodosource.job.CeilingOptions;
import io.github.mailmodosource.job.ContactOptions;
import io.github.mailmodosource.job.ContactTableOptions;
import io.github.mailmodosource.job.CsvFileOptions;
import io.github.mailmodosource.job.DatabaseOptions;
import io.github.mailmodosource.job.ResumeOptions;
import io.github.mailmodosource.job.SegmentOptions;
import io.github.mailmodosource.job.SuppressedOptions;
import io.github.mailmodosource.job.TrackOptions;
import io.github.mailmodosource.report.ReportOptions;

/** Everything that {@code replay} can be told. */
public interface ReplayOptions
    extends LetterOptions,
        ActivityRowOptions,
        ContactOptions,
        SuppressedOptions,
        ContactTableOptions,
        CsvFileOptions,
        DatabaseOptions,
        TrackOptions,
        SegmentOptions,
        CeilingOptions,
        ReportOptions,
        ResumeOptions,
        OptionsFileOptions,
        LogOptions {}
