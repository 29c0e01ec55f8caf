package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.EmailSent;
import io.github.mailmodosource.activity.EventType;

/** {@code Email Sent}: the common properties alone. */
final class EmailSentFn extends TrackFn<EmailSent> {
  EmailSentFn() {
    super(EventType.EMAIL_SENT, EmailSent.class);
  }

  @Override
  void properties(EmailSent activity, PropertyWriter to) {}
}
