package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.EmailUnsubscribed;
import io.github.mailmodosource.activity.EventType;
import java.io.IOException;

/** {@code Email Unsubscribed}: why. */
final class EmailUnsubscribedFn extends TrackFn<EmailUnsubscribed> {
  EmailUnsubscribedFn(String idNamespace) {
    super(EventType.EMAIL_UNSUBSCRIBED, EmailUnsubscribed.class, idNamespace);
  }

  @Override
  void properties(EmailUnsubscribed activity, PropertyWriter to) throws IOException {
    to.text(Names.REASON, activity.reason());
  }
}
