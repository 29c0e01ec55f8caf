package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

/** An e-mail bounced, for good (hard) or for now (soft). */
public record EmailBounced(
    Occurrence occurrence, Mailing mailing, @Nullable String reason, @Nullable Boolean isHardBounce)
    implements Activity {
  @Override
  public EventType type() {
    return EventType.EMAIL_BOUNCED;
  }
}
