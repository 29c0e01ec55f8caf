package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

/** A contact opened an e-mail; with Apple Mail's privacy the open may be a machine's. */
public record EmailOpened(
    Occurrence occurrence, Mailing mailing, @Nullable Boolean applePrivacyOpen)
    implements Activity {
  @Override
  public EventType type() {
    return EventType.EMAIL_OPENED;
  }
}
