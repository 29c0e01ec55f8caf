package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.EmailBounced;
import io.github.mailmodosource.activity.EventType;
import java.io.IOException;

/** {@code Email Bounced}: why, and whether for good. */
final class EmailBouncedFn extends TrackFn<EmailBounced> {
  EmailBouncedFn(String idNamespace) {
    super(EventType.EMAIL_BOUNCED, EmailBounced.class, idNamespace);
  }

  @Override
  void properties(EmailBounced activity, PropertyWriter to) throws IOException {
    to.text(Names.REASON, activity.reason());
    to.bool(Names.IS_HARD_BOUNCE, activity.isHardBounce());
  }
}
