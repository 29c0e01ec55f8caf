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
  static <E extends Exception> EmailFormSubmitted of(
      Occurrence occurrence, Mailing mailing, PropertyValues<E> values) throws E {
    return new EmailFormSubmitted(
        occurrence,
        mailing,
        values.text(Property.FORM_ID),
        values.text(Property.FORM_NAME),
        values.text(Property.SUBMISSION_TYPE));
  }

  @Override
  public EventType type() {
    return EventType.EMAIL_FORM_SUBMITTED;
  }

  @Override
  public @Nullable Object value(Property property) {
    return switch (property) {
      case FORM_ID -> formId;
      case FORM_NAME -> formName;
      case SUBMISSION_TYPE -> submissionType;
      default -> mailing.value(property);
    };
  }

  @Override
  public String toString() {
    return Activity.describe(this);
  }
}
