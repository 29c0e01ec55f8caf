package io.github.mailmodosource;

import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.ActivityRowOptions;
import io.github.mailmodosource.activity.EventTime;
import io.github.mailmodosource.activity.TimeWindow;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.commandline.Workers;
import io.github.mailmodosource.contact.ContactOptions;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.report.JobStoppedException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.segment.SegmentOptions;
import io.github.mailmodosource.segment.SegmentSettings;
import io.github.mailmodosource.track.SharedFields;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns what an option was given into what it means, or into one clear line. */
final class OptionChecks {
  private OptionChecks() {}

  static FieldMapping fields(String option, FieldMapping usual, @Nullable String value) {
    return value == null ? usual : checked("--" + option + ": ", () -> usual.with(value));
  }

  /**
   * Where events go. A write key that is not there is told before anything is read, unless only the
   * workers elsewhere can know: they read it, and this machine need not have it.
   */
  static SegmentSettings segment(SegmentOptions options, SharedFields shared) {
    SegmentSettings settings = checked("", () -> SegmentSettings.of(options, shared));
    if (!Workers.mayBeInSeveralProcesses(options)) {
      tried(() -> settings.writeKey().read());
    }
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
      String message = String.valueOf(e.getMessage());
      throw new UsageException(message.startsWith("--") ? message : option + message, e);
    }
  }

  /** How rows of activity are read and judged. */
  static JudgeSettings judge(ActivityRowOptions options, ContactOptions contacts) {
    return new JudgeSettings(
        fields("activityFields", ActivityParser.mapping(), options.getActivityFields()),
        new EventTime(zone(options.getZone())),
        keepExtras(options.getExtraProperties()),
        checked("", () -> TimeWindow.of(options.getSince(), options.getUntil())),
        checked("--gate=", () -> Gate.Mode.ofOption(contacts.getGate())));
  }

  static ContactsJoin contactsJoin(ContactOptions options, @Nullable RowSource contacts) {
    return checked(
        "--contactsJoin=",
        () ->
            ContactsJoin.ofOption(
                options.getContactsJoin(),
                contacts == null ? 0 : contacts.bytes(),
                Runtime.getRuntime().maxMemory()));
  }

  private static ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new UsageException(
          "--zone=" + zone + " is unknown: give a name such as UTC or Asia/Kolkata", e);
    }
  }

  private static boolean keepExtras(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "drop" -> false;
      case "keep" -> true;
      default ->
          throw new UsageException("--extraProperties=" + value + " is unknown: give drop or keep");
    };
  }
}
