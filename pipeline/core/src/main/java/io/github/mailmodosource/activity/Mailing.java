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

  /** Only a triggered campaign has a trigger source. */
  public boolean isTriggered() {
    return TRIGGERED.equals(campaignType);
  }

  /** Neither of the two documented types; real exports have such rows. */
  public boolean hasUnexpectedType() {
    return campaignType != null && !isTriggered() && !BULK.equals(campaignType);
  }
}
