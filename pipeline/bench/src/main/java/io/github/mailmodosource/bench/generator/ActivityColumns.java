package io.github.mailmodosource.bench.generator;

import java.util.List;

/** The columns of an activity file, and where those are that the generator writes one by one. */
public final class ActivityColumns {
  public static final List<String> NAMES =
      List.of(
          "id",
          "event",
          "email",
          "occurred_at",
          "email_id",
          "email_subject",
          "email_type",
          "template_id",
          "template_name",
          "campaign_id",
          "campaign_name",
          "campaign_type",
          "campaign_trigger_source",
          "apple_privacy_open",
          "link_id",
          "link_url",
          "form_id",
          "form_name",
          "submission_type",
          "reason",
          "is_hard_bounce",
          "user_agent");

  static final int ID = NAMES.indexOf("id");
  static final int EVENT = NAMES.indexOf("event");
  static final int EMAIL = NAMES.indexOf("email");
  static final int OCCURRED_AT = NAMES.indexOf("occurred_at");
  static final int EMAIL_ID = NAMES.indexOf("email_id");
  static final int EMAIL_SUBJECT = NAMES.indexOf("email_subject");
  static final int APPLE_PRIVACY_OPEN = NAMES.indexOf("apple_privacy_open");
  static final int LINK_ID = NAMES.indexOf("link_id");
  static final int LINK_URL = NAMES.indexOf("link_url");
  static final int FORM_ID = NAMES.indexOf("form_id");
  static final int FORM_NAME = NAMES.indexOf("form_name");
  static final int SUBMISSION_TYPE = NAMES.indexOf("submission_type");
  static final int REASON = NAMES.indexOf("reason");
  static final int IS_HARD_BOUNCE = NAMES.indexOf("is_hard_bounce");

  /** A field that no contract has. */
  static final int USER_AGENT = NAMES.indexOf("user_agent");

  private ActivityColumns() {}
}
