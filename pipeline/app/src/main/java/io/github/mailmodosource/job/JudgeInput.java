package io.github.mailmodosource.job;

import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.rows.FieldMapping;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How rows of activity are read and judged, from options; each part is checked by itself. */
public record JudgeInput(
    Checked<FieldMapping> fields,
    Checked<ZoneId> zone,
    Checked<TimeParser> times,
    Checked<Boolean> anyTime,
    Checked<Boolean> keepExtras,
    Checked<ActivityPeriod> period,
    Checked<Gate.Mode> gate) {

  private static final String UTC = "UTC";

  public static <T extends ActivityRowOptions & CsvFileOptions> JudgeInput of(
      T options, ContactOptions contacts, Faults faults) {
    String fields = options.getActivityFields();
    String zoneName = options.getZone();
    Checked<ZoneId> zone = faults.check(() -> zone(zoneName == null ? UTC : zoneName));
    return new JudgeInput(
        faults.check(
            "--activityFields: ", () -> mapping(options).with(fields == null ? "" : fields)),
        zone,
        times(options, zone, faults),
        faults.check(options::getAnyTime),
        faults.check(() -> keepExtras(options.getExtraProperties())),
        faults.check(() -> ActivityPeriod.of(options.getSince(), options.getUntil())),
        faults.check("--gate=", () -> Gate.Mode.ofOption(contacts.getGate())));
  }

  private static FieldMapping mapping(CsvFileOptions options) {
    return ActivityParser.mapping().withNullWords(options.getNullWords());
  }

  /**
   * The same, where a column of a table is known because an option names it.
   *
   * @param column null if none was named
   */
  public JudgeInput knowing(@Nullable String column, Faults faults) {
    if (column == null) {
      return this;
    }
    return new JudgeInput(
        faults.check(() -> fields.get().withNamedElsewhere(column)),
        zone,
        times,
        anyTime,
        keepExtras,
        period,
        gate);
  }

  /** The same, but only for activity of another period. */
  public JudgeInput within(Checked<ActivityPeriod> other) {
    return new JudgeInput(fields, zone, times, anyTime, keepExtras, other, gate);
  }

  /** All of it; to be called inside of a check. */
  public JudgeSettings settings() {
    return new JudgeSettings(
        fields.get(), times.get(), anyTime.get(), keepExtras.get(), period.get(), gate.get());
  }

  private static Checked<TimeParser> times(
      ActivityRowOptions options, Checked<ZoneId> zone, Faults faults) {
    String format = options.getTimeFormat();
    TimeParser usual = new TimeParser(ZoneOffset.UTC);
    Checked<TimeParser> times =
        faults.check("--timeFormat=", () -> format == null ? usual : usual.withPattern(format));
    return faults.check(() -> times.get().in(zone.get()));
  }

  private static ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new UsageException(
          "--zone=" + zone + " is not a known time zone; use a name such as UTC or Asia/Kolkata",
          e);
    }
  }

  private static boolean keepExtras(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "drop" -> false;
      case "keep" -> true;
      default ->
          throw new UsageException("--extraProperties=" + value + " is unknown; use drop or keep");
    };
  }
}
