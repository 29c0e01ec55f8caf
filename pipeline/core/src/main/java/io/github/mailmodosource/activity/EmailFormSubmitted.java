package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

/** A contact submitted a form or widget in an e-mail, by AMP or on the web. */
public record EmailFormSubmitted(
    Occurrence occurrence,
    Mailing mailing,
    @Nullable String formId,
    @Nullable String formName,
    @Nullable String submissionType)
    implements Activity {
  @Override
  public EventType type() {
    return EventType.EMAIL_FORM_SUBMITTED;
  }
}
