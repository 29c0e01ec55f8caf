package io.github.mailmodosource.plan;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.activity.Property;

/** What events and properties mean, after Segment's page of the Mailmodo Source. */
final class Meaning {
  private Meaning() {}

  static String of(EventType event) {
    return switch (event) {
      case EMAIL_SENT -> "An email was sent successfully";
      case EMAIL_OPENED -> "A contact opened an email";
      case LINK_CLICKED -> "A contact clicked a link in an email";
      case EMAIL_FORM_SUBMITTED -> "A contact submitted a form or widget in an email";
      case EMAIL_MARKED_AS_SPAM -> "A contact marked an email as spam";
      case EMAIL_BOUNCED -> "The email to a contact bounced";
      case EMAIL_UNSUBSCRIBED -> "A contact unsubscribed from the email";
    };
  }

  static String of(Property property) {
    return switch (property) {
      case EMAIL_ID -> "Mailmodo's identifier of the email address";
      case EMAIL_SUBJECT -> "The subject line of the campaign";
      case EMAIL_TYPE -> "The email type of the template";
      case TEMPLATE_ID -> "The identifier of the template";
      case TEMPLATE_NAME -> "The name of the template";
      case CAMPAIGN_ID -> "The identifier of the campaign";
      case CAMPAIGN_NAME -> "The name of the campaign";
      case CAMPAIGN_TYPE ->
          "CONTACT_LIST for a bulk campaign, TRIGGERED for a triggered one; other values are"
              + " passed on";
      case CAMPAIGN_TRIGGER_SOURCE ->
          "What triggered the campaign, such as Journey or Rest API; only where campaign_type is"
              + " TRIGGERED";
      case APPLE_PRIVACY_OPEN -> "Whether the email was opened in Apple's mail client";
      case LINK_ID -> "The identifier of the link in the template";
      case LINK_URL -> "The address of the link";
      case FORM_ID -> "The identifier of the form or widget";
      case FORM_NAME -> "The name of the form or widget";
      case SUBMISSION_TYPE -> "Whether the form was submitted via AMP or on the web";
      case REASON -> "Why the email bounced, or why the contact unsubscribed";
      case IS_HARD_BOUNCE -> "Whether it was a hard bounce";
    };
  }
}
