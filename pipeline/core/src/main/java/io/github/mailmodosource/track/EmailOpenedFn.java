package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.EmailOpened;
import io.github.mailmodosource.activity.EventType;
import java.io.IOException;

/** {@code Email Opened}: whether Apple Mail's privacy opened it. */
final class EmailOpenedFn extends TrackFn<EmailOpened> {
  EmailOpenedFn(String idNamespace) {
    super(EventType.EMAIL_OPENED, EmailOpened.class, idNamespace);
  }

  @Override
  void properties(EmailOpened activity, PropertyWriter to) throws IOException {
    to.bool(Names.APPLE_PRIVACY_OPEN, activity.applePrivacyOpen());
  }
}
