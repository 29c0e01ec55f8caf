package io.github.mailmodosource.track;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  static final SerializedString EMAIL_ID = name("email_id");
  static final SerializedString EMAIL_SUBJECT = name("email_subject");
  static final SerializedString EMAIL_TYPE = name("email_type");
  static final SerializedString TEMPLATE_ID = name("template_id");
  static final SerializedString TEMPLATE_NAME = name("template_name");
  static final SerializedString CAMPAIGN_ID = name("campaign_id");
  static final SerializedString CAMPAIGN_NAME = name("campaign_name");
  static final SerializedString CAMPAIGN_TYPE = name("campaign_type");
  static final SerializedString CAMPAIGN_TRIGGER_SOURCE = name("campaign_trigger_source");
  static final SerializedString APPLE_PRIVACY_OPEN = name("apple_privacy_open");
  static final SerializedString LINK_ID = name("link_id");
  static final SerializedString LINK_URL = name("link_url");
  static final SerializedString FORM_ID = name("form_id");
  static final SerializedString FORM_NAME = name("form_name");
  static final SerializedString SUBMISSION_TYPE = name("submission_type");
  static final SerializedString REASON = name("reason");
  static final SerializedString IS_HARD_BOUNCE = name("is_hard_bounce");

  /** The names of all documented properties. */
  static final Set<String> PROPERTY_NAMES =
      Stream.of(
              EMAIL_ID,
              EMAIL_SUBJECT,
              EMAIL_TYPE,
              TEMPLATE_ID,
              TEMPLATE_NAME,
              CAMPAIGN_ID,
              CAMPAIGN_NAME,
              CAMPAIGN_TYPE,
              CAMPAIGN_TRIGGER_SOURCE,
              APPLE_PRIVACY_OPEN,
              LINK_ID,
              LINK_URL,
              FORM_ID,
              FORM_NAME,
              SUBMISSION_TYPE,
              REASON,
              IS_HARD_BOUNCE)
          .map(SerializedString::getValue)
          .collect(Collectors.toUnmodifiableSet());

  private Names() {}

  /** Encoded once, not for each event. */
  private static SerializedString name(String text) {
    return new SerializedString(text);
  }
}
