package io.github.mailmodosource.activity;

import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FieldValues;
import io.github.mailmodosource.rows.SourceRow;
import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an {@link Activity} of a row's fields, or says what is wrong with the row. */
public final class ActivityParser implements Serializable {
  private static final List<Field> FIELDS = List.of(Field.values());

  private final TimeParser times;
  private final PlausibleTimes plausible;
  private final AmbiguousTimeWarning ambiguous;

  /** A parser of these times. */
  public ActivityParser(TimeParser times, PlausibleTimes plausible) {
    this.times = times;
    this.plausible = plausible;
    ambiguous = new AmbiguousTimeWarning(times.zone());
  }

  /** The fields of an activity row, under their own names: the properties stand last. */
  public static FieldMapping mapping() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Field field : FIELDS) {
      names.put(field.rowName, List.of(field.rowName));
    }
    for (Property property : Property.values()) {
      names.put(property.propertyName(), List.of(property.propertyName()));
    }
    return FieldMapping.of(names).withIdentities(Field.EMAIL.rowName);
  }

  /** The row's event; null if it has none, or none of the seven. */
  public @Nullable EventType event(FieldValues values) {
    String event = get(values, Field.EVENT);
    return event == null ? null : EventType.parse(event);
  }

  /**
   * Reads the rest of the row.
   *
   * @throws BadRowException {@code missing_email}, {@code bad_time}, {@code implausible_time} or
   *     {@code bad_boolean}
   */
  public Activity parse(EventType event, FieldValues values, SourceRow row) throws BadRowException {
    return Activity.of(event, occurrence(values, row), new RowProperties(values));
  }

  /** Refuses a row whose event is none of the seven. */
  public BadRowException unknownEvent(FieldValues values) {
    String event = get(values, Field.EVENT);
    return new BadRowException(
        Reason.UNKNOWN_EVENT,
        event == null ? "the row has no event" : "'" + event + "' is not one of the seven events");
  }

  private Occurrence occurrence(FieldValues values, SourceRow row) throws BadRowException {
    String email = get(values, Field.EMAIL);
    String normalized = email == null ? "" : EmailAddress.normalize(email);
    if (normalized.isEmpty()) {
      throw new BadRowException(Reason.MISSING_EMAIL, "the row has no email");
    }
    Instant time = time(values, row);
    Map<String, String> extras = ExtraProperties.of(values.extras());
    return new Occurrence(get(values, Field.ID), normalized, time, extras, row);
  }

  private Instant time(FieldValues values, SourceRow row) throws BadRowException {
    String text = get(values, Field.OCCURRED_AT);
    if (text == null) {
      throw new BadRowException(Reason.BAD_TIME, "the row has no occurred_at");
    }
    Instant time = times.parse(text, (local, as) -> ambiguous.warn(local, as, row));
    if (time == null) {
      throw new BadRowException(Reason.BAD_TIME, "occurred_at '" + text + "' " + badTime(text));
    }
    String fault = plausible.fault(time);
    if (fault != null) {
      throw new BadRowException(
          Reason.IMPLAUSIBLE_TIME,
          "occurred_at '" + text + "' " + fault + "; if it is right, --anyTime sends it");
    }
    return time;
  }

  private static String badTime(String text) {
    return TimeParser.isRounded(text)
        ? "has been rounded, as spreadsheets do: the digits that tell the minute are gone"
        : "cannot be read as a time; if it has a form of its own, give its pattern, such as"
            + " --timeFormat='MM/dd/yyyy h:mm a'";
  }

  private static @Nullable Boolean bool(FieldValues values, Property property)
      throws BadRowException {
    String text = get(values, property);
    if (text == null) {
      return null;
    }
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "t", "yes" -> true;
      case "false", "0", "f", "no" -> false;
      default ->
          throw new BadRowException(
              Reason.BAD_BOOLEAN,
              property.propertyName()
                  + " '"
                  + text
                  + "' is not true, false, 1, 0, t, f, yes or no");
    };
  }

  private static @Nullable String get(FieldValues values, Field field) {
    return values.get(field.ordinal());
  }

  private static @Nullable String get(FieldValues values, Property property) {
    return values.get(FIELDS.size() + property.ordinal());
  }

  /** What a row has besides the properties; their order is their index in {@link FieldValues}. */
  private enum Field {
    EVENT("event"),
    EMAIL("email"),
    OCCURRED_AT("occurred_at"),
    ID("id");

    private final String rowName;

    Field(String rowName) {
      this.rowName = rowName;
    }
  }

  private record RowProperties(FieldValues values) implements PropertyValues<BadRowException> {
    @Override
    public @Nullable String text(Property property) {
      return get(values, property);
    }

    @Override
    public @Nullable Boolean bool(Property property) throws BadRowException {
      return ActivityParser.bool(values, property);
    }
  }
}
