package io.github.mailmodosource.job;

import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.option.DurationOption;
import io.github.mailmodosource.option.SecretReference;
import io.github.mailmodosource.option.SettingException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.runner.Workers;
import io.github.mailmodosource.segment.SegmentRegion;
import io.github.mailmodosource.segment.SegmentSettings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns what an option was given into what it means, or into one clear line. */
public final class OptionChecks {
  private OptionChecks() {}

  static FieldMapping fields(String option, FieldMapping usual, @Nullable String value) {
    return value == null ? usual : checked("--" + option + ": ", () -> usual.with(value));
  }

  /**
   * Where events go. A write key that is not there is told before anything is read, unless only the
   * workers elsewhere can know: they read it, and this machine need not have it.
   */
  public static SegmentSettings segment(SegmentOptions options, SharedFields shared) {
    SegmentSettings settings = checked("", () -> segmentSettings(options, shared));
    if (!Workers.mayBeInSeveralProcesses(options)) {
      tried(() -> settings.writeKey().read());
    }
    return settings;
  }

  private static SegmentSettings segmentSettings(SegmentOptions options, SharedFields shared) {
    SegmentSettings.Builder settings =
        SegmentSettings.builder()
            .region(SegmentRegion.of(options.getRegion()))
            .writeKey(checked("--writeKey: ", () -> SecretReference.parse(options.getWriteKey())))
            .gzip(gzip(options.getCompression()))
            .batchBytes(options.getBatchBytes())
            .batchEvents(options.getBatchEvents())
            .requestsPerSecond(options.getRequestsPerSecond())
            .eventsPerSecond(options.getEventsPerSecond())
            .maxInFlight(options.getMaxInFlight())
            .retryFor(DurationOption.parse("--retryFor", options.getRetryFor()))
            .connectTimeout(DurationOption.parse("--connectTimeout", options.getConnectTimeout()))
            .readTimeout(DurationOption.parse("--readTimeout", options.getReadTimeout()))
            .shared(shared);
    String endpoint = options.getEndpoint();
    return (endpoint == null ? settings : settings.endpoint(endpoint)).build();
  }

  private static boolean gzip(String compression) {
    return switch (compression.toLowerCase(Locale.ROOT)) {
      case "gzip" -> true;
      case "none" -> false;
      default ->
          throw new UsageException(
              "--compression=" + compression + " is unknown; use gzip or none");
    };
  }

  /** What would stop the job is wrong usage as long as no job runs. */
  public static <T> T tried(Supplier<T> setting) {
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
  public static <T> T checked(String option, Supplier<T> setting) {
    try {
      return setting.get();
    } catch (SettingException e) {
      throw new UsageException("--" + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw new UsageException(message.startsWith("--") ? message : option + message, e);
    }
  }

  /** How rows of activity are read and judged. */
  public static JudgeSettings judge(ActivityRowOptions options, ContactOptions contacts) {
    return new JudgeSettings(
        fields("activityFields", ActivityParser.mapping(), options.getActivityFields()),
        new TimeParser(zone(options.getZone())),
        keepExtras(options.getExtraProperties()),
        checked("", () -> ActivityPeriod.of(options.getSince(), options.getUntil())),
        checked("--gate=", () -> Gate.Mode.ofOption(contacts.getGate())));
  }

  public static ContactsJoin contactsJoin(ContactOptions options, @Nullable RowSource contacts) {
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
