package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

/** A contact unsubscribed from the e-mail. */
public record EmailUnsubscribed(Occurrence occurrence, Mailing mailing, @Nullable String reason)
    implements Activity {
  static <E extends Exception> EmailUnsubscribed of(
      Occurrence occurrence, Mailing mailing, PropertyValues<E> values) throws E {
    return new EmailUnsubscribed(occurrence, mailing, values.text(Property.REASON));
  }

  @Override
  public EventType type() {
    return EventType.EMAIL_UNSUBSCRIBED;
  }

  @Override
  public @Nullable Object value(Property property) {
    return switch (property) {
      case REASON -> reason;
      default -> mailing.value(property);
    };
  }

  @Override
  public String toString() {
    return Activity.describe(this);
  }
}
