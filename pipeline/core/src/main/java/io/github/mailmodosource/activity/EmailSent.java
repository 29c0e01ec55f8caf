package io.github.mailmodosource.activity;

/** An e-mail was successfully sent. */
public record EmailSent(Occurrence occurrence, Mailing mailing) implements Activity {
  @Override
  public EventType type() {
    return EventType.EMAIL_SENT;
  }
}
