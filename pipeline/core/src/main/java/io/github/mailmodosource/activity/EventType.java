package io.github.mailmodosource.activity;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The seven events, with the names that Segment's Mailmodo Source page gives them. */
public enum EventType {
  EMAIL_SENT(0, "Email Sent", "sent"),
  EMAIL_OPENED(1, "Email Opened", "opened"),
  LINK_CLICKED(2, "Link Clicked", "clicked"),
  EMAIL_FORM_SUBMITTED(3, "Email Form Submitted", "submitted"),
  EMAIL_MARKED_AS_SPAM(4, "Email Marked as Spam", "complained"),
  EMAIL_BOUNCED(5, "Email Bounced", "bounced"),
  EMAIL_UNSUBSCRIBED(6, "Email Unsubscribed", "unsubscribed");

  private static final List<EventType> TYPES = List.of(values());
  private static final Map<String, EventType> BY_NAME = byName();

  private final int code;
  private final String eventName;
  private final String shortName;

  EventType(int code, String eventName, String shortName) {
    this.code = code;
    this.eventName = eventName;
    this.shortName = shortName;
  }

  /** As it stands in the bytes of coders. */
  public int code() {
    return code;
  }

  /**
   * The event with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EventType ofCode(int code) {
    for (EventType type : TYPES) {
      if (type.code == code) {
        return type;
      }
    }
    throw new IllegalArgumentException(code + " is not the code of an event");
  }

  /** The name of the track event: {@code Email Marked as Spam}. */
  public String eventName() {
    return eventName;
  }

  /**
   * Reads an event in any of its forms, in any case: {@code Link Clicked}, {@code link_clicked},
   * {@code clicked}. Null if it is none of the seven.
   */
  public static @Nullable EventType parse(String text) {
    EventType type = BY_NAME.get(text);
    return type != null ? type : BY_NAME.get(text.trim().toLowerCase(Locale.ROOT));
  }

  private static Map<String, EventType> byName() {
    Map<String, EventType> map = new HashMap<>();
    for (EventType type : values()) {
      map.put(type.eventName, type);
      map.put(type.eventName.toLowerCase(Locale.ROOT), type);
      map.put(type.name().toLowerCase(Locale.ROOT), type);
      map.put(type.shortName, type);
    }
    return map;
  }
}
