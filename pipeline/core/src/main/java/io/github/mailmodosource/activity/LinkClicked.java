package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

/** A contact clicked a link in an e-mail. */
public record LinkClicked(
    Occurrence occurrence, Mailing mailing, @Nullable String linkId, @Nullable String linkUrl)
    implements Activity {
  @Override
  public EventType type() {
    return EventType.LINK_CLICKED;
  }
}
