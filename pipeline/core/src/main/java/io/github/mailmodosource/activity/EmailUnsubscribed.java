package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

/** A contact unsubscribed from the e-mail. */
public record EmailUnsubscribed(Occurrence occurrence, Mailing mailing, @Nullable String reason)
    implements Activity {
  @Override
  public EventType type() {
    return EventType.EMAIL_UNSUBSCRIBED;
  }
}
