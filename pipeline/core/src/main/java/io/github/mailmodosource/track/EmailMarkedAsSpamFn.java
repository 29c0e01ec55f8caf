package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.EmailMarkedAsSpam;
import io.github.mailmodosource.activity.EventType;

/** {@code Email Marked as Spam}: the common properties alone. */
final class EmailMarkedAsSpamFn extends TrackFn<EmailMarkedAsSpam> {
  EmailMarkedAsSpamFn(String idNamespace) {
    super(EventType.EMAIL_MARKED_AS_SPAM, EmailMarkedAsSpam.class, idNamespace);
  }

  @Override
  void properties(EmailMarkedAsSpam activity, PropertyWriter to) {}
}
