package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.EmailSent;
import io.github.mailmodosource.activity.EventType;

/** {@code Email Sent}: the common properties alone. */
final class EmailSentFn extends TrackFn<EmailSent> {
  EmailSentFn(String idNamespace) {
    super(EventType.EMAIL_SENT, EmailSent.class, idNamespace);
  }

  @Override
  void properties(EmailSent activity, PropertyWriter to) {}
}
