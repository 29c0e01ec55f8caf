package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.EmailFormSubmitted;
import io.github.mailmodosource.activity.EventType;
import java.io.IOException;

/** {@code Email Form Submitted}: which form, and whether by AMP or on the web. */
final class EmailFormSubmittedFn extends TrackFn<EmailFormSubmitted> {
  EmailFormSubmittedFn(String idNamespace) {
    super(EventType.EMAIL_FORM_SUBMITTED, EmailFormSubmitted.class, idNamespace);
  }

  @Override
  void properties(EmailFormSubmitted activity, PropertyWriter to) throws IOException {
    to.text(Names.FORM_ID, activity.formId());
    to.text(Names.FORM_NAME, activity.formName());
    to.text(Names.SUBMISSION_TYPE, activity.submissionType());
  }
}
