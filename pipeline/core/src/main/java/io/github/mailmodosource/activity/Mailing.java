package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

/** The properties that all seven events share: the e-mail, its template and its campaign. */
public record Mailing(
    @Nullable String emailId,
    @Nullable String emailSubject,
    @Nullable String emailType,
    @Nullable String templateId,
    @Nullable String templateName,
    @Nullable String campaignId,
    @Nullable String campaignName,
    @Nullable String campaignType,
    @Nullable String campaignTriggerSource) {

  private static final String BULK = "CONTACT_LIST";
  private static final String TRIGGERED = "TRIGGERED";

  static <E extends Exception> Mailing of(PropertyValues<E> values) throws E {
    return new Mailing(
        values.text(Property.EMAIL_ID),
        values.text(Property.EMAIL_SUBJECT),
        values.text(Property.EMAIL_TYPE),
        values.text(Property.TEMPLATE_ID),
        values.text(Property.TEMPLATE_NAME),
        values.text(Property.CAMPAIGN_ID),
        values.text(Property.CAMPAIGN_NAME),
        values.text(Property.CAMPAIGN_TYPE),
        values.text(Property.CAMPAIGN_TRIGGER_SOURCE));
  }

  /** The value of a property; null if it is absent or belongs to single events. */
  @Nullable String value(Property property) {
    return switch (property) {
      case EMAIL_ID -> emailId;
      case EMAIL_SUBJECT -> emailSubject;
      case EMAIL_TYPE -> emailType;
      case TEMPLATE_ID -> templateId;
      case TEMPLATE_NAME -> templateName;
      case CAMPAIGN_ID -> campaignId;
      case CAMPAIGN_NAME -> campaignName;
      case CAMPAIGN_TYPE -> campaignType;
      case CAMPAIGN_TRIGGER_SOURCE -> campaignTriggerSource;
      default -> null;
    };
  }

  /** Only a triggered campaign has a trigger source. */
  public boolean isTriggered() {
    return TRIGGERED.equals(campaignType);
  }

  /** Neither of the two documented types; real exports have such rows. */
  public boolean hasUnexpectedType() {
    return campaignType != null && !isTriggered() && !BULK.equals(campaignType);
  }

  /** Runners log elements when they are told to: no property is shown. */
  @Override
  public String toString() {
    return "Mailing";
  }
}
