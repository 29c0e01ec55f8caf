package io.github.mailmodosource.activity;

/** A contact marked an e-mail as spam. */
public record EmailMarkedAsSpam(Occurrence occurrence, Mailing mailing) implements Activity {
  @Override
  public EventType type() {
    return EventType.EMAIL_MARKED_AS_SPAM;
  }
}
