package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

/** A contact marked an e-mail as spam. */
public record EmailMarkedAsSpam(Occurrence occurrence, Mailing mailing) implements Activity {
  @Override
  public EventType type() {
    return EventType.EMAIL_MARKED_AS_SPAM;
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
