package io.github.mailmodosource;

import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.EventTime;
import io.github.mailmodosource.activity.TimeWindow;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.InputFiles;
import io.github.mailmodosource.segment.SegmentSettings;
import io.github.mailmodosource.track.SharedFields;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The options of {@code send}, checked once before the pipeline is built. */
record SendSettings(
    InputFiles activity,
    FieldMapping activityFields,
    EventTime times,
    boolean keepExtras,
    TimeWindow window,
    InputFiles contacts,
    FieldMapping contactFields,
    Gate.Mode gate,
    boolean deduplicate,
    SegmentSettings segment) {

  /**
   * Checks the options.
   *
   * @throws UsageException with one clear line for the first that is wrong
   */
  static SendSettings of(SendOptions options) {
    InputFiles activity = files("activity", options.getActivity(), options.getActivityFormat());
    InputFiles contacts = files("contacts", options.getContacts(), options.getContactsFormat());
    SharedFields shared =
        checked("--integrations: ", () -> SharedFields.of(options.getIntegrations()));
    return new SendSettings(
        activity,
        fields("--activityFields: ", ActivityParser.mapping(), options.getActivityFields()),
        new EventTime(zone(options.getZone())),
        keepExtras(options.getExtraProperties()),
        checked("", () -> TimeWindow.of(options.getSince(), options.getUntil())),
        contacts,
        fields("--contactsFields: ", IdentifyCallParser.mapping(), options.getContactsFields()),
        checked("--gate=", () -> Gate.Mode.ofOption(options.getGate())),
        options.getDeduplicate(),
        checked("", () -> SegmentSettings.of(options, shared)));
  }

  private static InputFiles files(String option, @Nullable String value, @Nullable String format) {
    if (value == null || value.isBlank()) {
      throw new UsageException(
          "--"
              + option
              + " is missing: say which files to read, such as --"
              + option
              + "=testdata/"
              + option
              + ".jsonl");
    }
    return checked("--" + option + ": ", () -> InputFiles.of(value, format));
  }

  private static FieldMapping fields(String option, FieldMapping usual, @Nullable String value) {
    return value == null ? usual : checked(option, () -> usual.with(value));
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

  private static <T> T checked(String option, Supplier<T> setting) {
    try {
      return setting.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + e.getMessage(), e);
    }
  }
}
