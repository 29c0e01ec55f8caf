package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

/** A contact opened an e-mail; with Apple Mail's privacy the open may be a machine's. */
public record EmailOpened(
    Occurrence occurrence, Mailing mailing, @Nullable Boolean applePrivacyOpen)
    implements Activity {
  static <E extends Exception> EmailOpened of(
      Occurrence occurrence, Mailing mailing, PropertyValues<E> values) throws E {
    return new EmailOpened(occurrence, mailing, values.bool(Property.APPLE_PRIVACY_OPEN));
  }

  @Override
  public EventType type() {
    return EventType.EMAIL_OPENED;
  }

  @Override
  public @Nullable Object value(Property property) {
    return switch (property) {
      case APPLE_PRIVACY_OPEN -> applePrivacyOpen;
      default -> mailing.value(property);
    };
  }

  @Override
  public String toString() {
    return Activity.describe(this);
  }
}
