package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

/** An e-mail bounced, for good (hard) or for now (soft). */
public record EmailBounced(
    Occurrence occurrence, Mailing mailing, @Nullable String reason, @Nullable Boolean isHardBounce)
    implements Activity {
  static <E extends Exception> EmailBounced of(
      Occurrence occurrence, Mailing mailing, PropertyValues<E> values) throws E {
    return new EmailBounced(
        occurrence, mailing, values.text(Property.REASON), values.bool(Property.IS_HARD_BOUNCE));
  }

  @Override
  public EventType type() {
    return EventType.EMAIL_BOUNCED;
  }

  @Override
  public @Nullable Object value(Property property) {
    return switch (property) {
      case REASON -> reason;
      case IS_HARD_BOUNCE -> isHardBounce;
      default -> mailing.value(property);
    };
  }

  @Override
  public String toString() {
    return Activity.describe(this);
  }
}
