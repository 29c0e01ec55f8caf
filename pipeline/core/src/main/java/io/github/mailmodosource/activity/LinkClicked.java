package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

/** A contact clicked a link in an e-mail. */
public record LinkClicked(
    Occurrence occurrence, Mailing mailing, @Nullable String linkId, @Nullable String linkUrl)
    implements Activity {
  static <E extends Exception> LinkClicked of(
      Occurrence occurrence, Mailing mailing, PropertyValues<E> values) throws E {
    return new LinkClicked(
        occurrence, mailing, values.text(Property.LINK_ID), values.text(Property.LINK_URL));
  }

  @Override
  public EventType type() {
    return EventType.LINK_CLICKED;
  }

  @Override
  public @Nullable Object value(Property property) {
    return switch (property) {
      case LINK_ID -> linkId;
      case LINK_URL -> linkUrl;
      default -> mailing.value(property);
    };
  }

  @Override
  public String toString() {
    return Activity.describe(this);
  }
}
