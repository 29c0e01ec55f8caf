package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.EmailFormSubmitted;
import java.io.IOException;

/** {@code Email Form Submitted}: which form, and whether by AMP or on the web. */
final class EmailFormSubmittedFn extends TrackFn<EmailFormSubmitted> {
  @Override
  void properties(EmailFormSubmitted activity, Properties to) throws IOException {
    to.text("form_id", activity.formId());
    to.text("form_name", activity.formName());
    to.text("submission_type", activity.submissionType());
  }
}
