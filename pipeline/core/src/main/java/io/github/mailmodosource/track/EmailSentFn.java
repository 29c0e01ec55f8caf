package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.EmailSent;

/** {@code Email Sent}: the common properties alone. */
final class EmailSentFn extends TrackFn<EmailSent> {
  @Override
  void properties(EmailSent activity, PropertyWriter to) {}
}
