package io.github.mailmodosource.activity;

/**
 * Something that happened to one e-mail of one contact; one record for each of the seven events.
 */
public sealed interface Activity
    permits EmailSent,
        EmailOpened,
        LinkClicked,
        EmailFormSubmitted,
        EmailMarkedAsSpam,
        EmailBounced,
        EmailUnsubscribed {

  /** Who, when, and which row says so. */
  Occurrence occurrence();

  /** The campaign e-mail it happened to. */
  Mailing mailing();

  /** Which of the seven events it is. */
  EventType type();
}
