package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.EmailMarkedAsSpam;

/** {@code Email Marked as Spam}: the common properties alone. */
final class EmailMarkedAsSpamFn extends TrackFn<EmailMarkedAsSpam> {
  @Override
  void properties(EmailMarkedAsSpam activity, PropertyWriter to) {}
}
