package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.activity.Property;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The tables and columns that Segment makes of the seven events (its page {@code
 * storage/warehouses/schema.md}), and which of them can be told from the activity.
 */
public final class EventColumns {
  static final String ID = "id";
  static final String RECEIVED_AT = "received_at";
  static final String TIMESTAMP = "timestamp";
  public static final String ORIGINAL_TIMESTAMP = "original_timestamp";
  public static final String USER_ID = "user_id";
  static final String ANONYMOUS_ID = "anonymous_id";
  static final String EVENT = "event";
  static final String EVENT_TEXT = "event_text";
  public static final String EMAIL = "context_traits_email";
  public static final String CAMPAIGN_ID = Property.CAMPAIGN_ID.propertyName();
  public static final String CAMPAIGN_NAME = Property.CAMPAIGN_NAME.propertyName();

  /** Segment discards properties of these names: the columns are its own. */
  private static final Set<String> SEGMENTS_OWN =
      Set.of(
          ID,
          RECEIVED_AT,
          "sent_at",
          TIMESTAMP,
          ORIGINAL_TIMESTAMP,
          USER_ID,
          ANONYMOUS_ID,
          EVENT,
          EVENT_TEXT,
          "uuid",
          "uuid_ts",
          "loaded_at");

  /** What all seven tables have besides the columns of their properties. */
  private static final List<String> COMMON =
      List.of(EVENT, EVENT_TEXT, USER_ID, EMAIL, ORIGINAL_TIMESTAMP);

  private static final Map<EventType, List<String>> BY_TYPE = byType();

  private EventColumns() {}

  /** The event's table: {@code email_marked_as_spam}. */
  static String table(EventType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** The columns that are compared whether the event has a value for them or not. */
  public static List<String> of(EventType type) {
    return BY_TYPE.getOrDefault(type, COMMON);
  }

  /** Whether a property of this name has no column: Segment discards it. */
  static boolean isSegmentsOwn(String column) {
    return SEGMENTS_OWN.contains(column) || column.startsWith("context_");
  }

  private static Map<EventType, List<String>> byType() {
    Map<EventType, List<String>> columns = new EnumMap<>(EventType.class);
    for (EventType type : EventType.values()) {
      List<String> all = new ArrayList<>(COMMON);
      Property.of(type).forEach(property -> all.add(property.propertyName()));
      columns.put(type, List.copyOf(all));
    }
    return columns;
  }
}
