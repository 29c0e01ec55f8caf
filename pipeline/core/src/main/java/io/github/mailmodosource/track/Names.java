package io.github.mailmodosource.track;

import com.fasterxml.jackson.core.io.SerializedString;
import io.github.mailmodosource.activity.Property;

/** The names in a track event: those of Segment, then the properties of Segment's Mailmodo page. */
public final class Names {
  static final SerializedString TYPE = name("type");
  static final SerializedString EVENT = name("event");
  static final SerializedString USER_ID = name("userId");
  static final SerializedString ANONYMOUS_ID = name("anonymousId");
  static final SerializedString MESSAGE_ID = name("messageId");
  static final SerializedString TIMESTAMP = name("timestamp");
  static final SerializedString PROPERTIES = name("properties");
  static final SerializedString CONTEXT = name("context");
  static final SerializedString TRAITS = name("traits");
  static final SerializedString EMAIL = name("email");

  static final SerializedString EMAIL_ID = name(Property.EMAIL_ID);
  static final SerializedString EMAIL_SUBJECT = name(Property.EMAIL_SUBJECT);
  static final SerializedString EMAIL_TYPE = name(Property.EMAIL_TYPE);
  static final SerializedString TEMPLATE_ID = name(Property.TEMPLATE_ID);
  static final SerializedString TEMPLATE_NAME = name(Property.TEMPLATE_NAME);
  static final SerializedString CAMPAIGN_ID = name(Property.CAMPAIGN_ID);
  static final SerializedString CAMPAIGN_NAME = name(Property.CAMPAIGN_NAME);
  static final SerializedString CAMPAIGN_TYPE = name(Property.CAMPAIGN_TYPE);
  static final SerializedString CAMPAIGN_TRIGGER_SOURCE = name(Property.CAMPAIGN_TRIGGER_SOURCE);
  static final SerializedString APPLE_PRIVACY_OPEN = name(Property.APPLE_PRIVACY_OPEN);
  static final SerializedString LINK_ID = name(Property.LINK_ID);
  static final SerializedString LINK_URL = name(Property.LINK_URL);
  static final SerializedString FORM_ID = name(Property.FORM_ID);
  static final SerializedString FORM_NAME = name(Property.FORM_NAME);
  static final SerializedString SUBMISSION_TYPE = name(Property.SUBMISSION_TYPE);
  static final SerializedString REASON = name(Property.REASON);
  static final SerializedString IS_HARD_BOUNCE = name(Property.IS_HARD_BOUNCE);

  private Names() {}

  private static SerializedString name(Property property) {
    return name(property.propertyName());
  }

  /** Encoded once, not for each event. */
  private static SerializedString name(String text) {
    return new SerializedString(text);
  }
}
