package io.github.mailmodosource.activity;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The 17 properties of Segment's Mailmodo Source page: the one list of them. The fields of a row,
 * the coder of the activity, the names in a track event and the columns of the warehouse are made
 * from it, in this order. A new property is a line here, a field of its record ({@link Mailing} for
 * those that all events share) and a line where its event is written.
 */
public enum Property {
  EMAIL_ID("email_id", Type.TEXT),
  EMAIL_SUBJECT("email_subject", Type.TEXT),
  EMAIL_TYPE("email_type", Type.TEXT),
  TEMPLATE_ID("template_id", Type.TEXT),
  TEMPLATE_NAME("template_name", Type.TEXT),
  CAMPAIGN_ID("campaign_id", Type.TEXT),
  CAMPAIGN_NAME("campaign_name", Type.TEXT),
  CAMPAIGN_TYPE("campaign_type", Type.TEXT),
  CAMPAIGN_TRIGGER_SOURCE("campaign_trigger_source", Type.TEXT),
  APPLE_PRIVACY_OPEN("apple_privacy_open", Type.BOOLEAN, EventType.EMAIL_OPENED),
  LINK_ID("link_id", Type.TEXT, EventType.LINK_CLICKED),
  LINK_URL("link_url", Type.TEXT, EventType.LINK_CLICKED),
  FORM_ID("form_id", Type.TEXT, EventType.EMAIL_FORM_SUBMITTED),
  FORM_NAME("form_name", Type.TEXT, EventType.EMAIL_FORM_SUBMITTED),
  SUBMISSION_TYPE("submission_type", Type.TEXT, EventType.EMAIL_FORM_SUBMITTED),
  REASON("reason", Type.TEXT, EventType.EMAIL_BOUNCED, EventType.EMAIL_UNSUBSCRIBED),
  IS_HARD_BOUNCE("is_hard_bounce", Type.BOOLEAN, EventType.EMAIL_BOUNCED);

  /** What a property is in JSON. */
  public enum Type {
    TEXT,
    BOOLEAN
  }

  private static final Map<EventType, List<Property>> BY_EVENT = byEvent();

  private final String propertyName;
  private final Type type;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed.
  private final Set<EventType> events;

  /** Of all events, unless some are named. */
  Property(String propertyName, Type type, EventType... events) {
    this.propertyName = propertyName;
    this.type = type;
    this.events = Set.of(events);
  }

  /** The properties of an event: those that all events share, then its own. */
  public static List<Property> of(EventType event) {
    return BY_EVENT.getOrDefault(event, List.of());
  }

  /** As it stands in payloads, and in rows unless they are mapped: {@code link_url}. */
  public String propertyName() {
    return propertyName;
  }

  public Type type() {
    return type;
  }

  /** Whether events of this kind have it. */
  public boolean isOf(EventType event) {
    return events.isEmpty() || events.contains(event);
  }

  private static Map<EventType, List<Property>> byEvent() {
    Map<EventType, List<Property>> properties = new EnumMap<>(EventType.class);
    for (EventType event : EventType.values()) {
      properties.put(event, Arrays.stream(values()).filter(p -> p.isOf(event)).toList());
    }
    return properties;
  }
}
