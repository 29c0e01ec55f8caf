package io.github.mailmodosource;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.report.JobStoppedException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.segment.SegmentOptions;
import io.github.mailmodosource.segment.SegmentSettings;
import io.github.mailmodosource.track.SharedFields;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns what an option was given into what it means, or into one clear line. */
final class OptionChecks {
  private OptionChecks() {}

  static FieldMapping fields(String option, FieldMapping usual, @Nullable String value) {
    return value == null ? usual : checked("--" + option + ": ", () -> usual.with(value));
  }

  /** Where events go; a write key that is not there is told before anything is read. */
  static SegmentSettings segment(SegmentOptions options, SharedFields shared) {
    SegmentSettings settings = checked("", () -> SegmentSettings.of(options, shared));
    tried(() -> settings.writeKey().read());
    return settings;
  }

  /** What would stop the job is wrong usage as long as no job runs. */
  static <T> T tried(Supplier<T> setting) {
    try {
      return setting.get();
    } catch (JobStoppedException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The setting, or a usage error.
   *
   * @param option what the message begins with, unless it names the option itself
   */
  static <T> T checked(String option, Supplier<T> setting) {
    try {
      return setting.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + e.getMessage(), e);
    }
  }
}
