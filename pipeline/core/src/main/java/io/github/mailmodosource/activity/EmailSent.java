package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

/** An e-mail was successfully sent. */
public record EmailSent(Occurrence occurrence, Mailing mailing) implements Activity {
  @Override
  public EventType type() {
    return EventType.EMAIL_SENT;
  }

  @Override
  public @Nullable Object value(Property property) {
    return mailing.value(property);
  }

  @Override
  public String toString() {
    return Activity.describe(this);
  }
}
