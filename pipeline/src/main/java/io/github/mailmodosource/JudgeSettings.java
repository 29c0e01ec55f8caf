package io.github.mailmodosource;

import static io.github.mailmodosource.OptionChecks.checked;

import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.ActivityRowOptions;
import io.github.mailmodosource.activity.EventTime;
import io.github.mailmodosource.activity.TimeWindow;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.ContactOptions;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.rows.FieldMapping;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;

/** How a row of activity is read and judged. */
record JudgeSettings(
    FieldMapping fields, EventTime times, boolean keepExtras, TimeWindow window, Gate.Mode gate)
    implements Serializable {

  /**
   * Checks the options.
   *
   * @throws UsageException with one clear line for the first that is wrong
   */
  static JudgeSettings of(ActivityRowOptions options, ContactOptions contacts) {
    return new JudgeSettings(
        OptionChecks.fields(
            "activityFields", ActivityParser.mapping(), options.getActivityFields()),
        new EventTime(zone(options.getZone())),
        keepExtras(options.getExtraProperties()),
        checked("", () -> TimeWindow.of(options.getSince(), options.getUntil())),
        checked("--gate=", () -> Gate.Mode.ofOption(contacts.getGate())));
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
