package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

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

  /**
   * The value of a property: a {@link String} or a {@link Boolean}, as its type says; null if it is
   * absent or not one of this event's.
   */
  @Nullable Object value(Property property);

  /**
   * An activity of this event.
   *
   * @param values where its properties are
   */
  static <E extends Exception> Activity of(
      EventType event, Occurrence occurrence, PropertyValues<E> values) throws E {
    Mailing mailing = Mailing.of(values);
    return switch (event) {
      case EMAIL_SENT -> new EmailSent(occurrence, mailing);
      case EMAIL_OPENED -> EmailOpened.of(occurrence, mailing, values);
      case LINK_CLICKED -> LinkClicked.of(occurrence, mailing, values);
      case EMAIL_FORM_SUBMITTED -> EmailFormSubmitted.of(occurrence, mailing, values);
      case EMAIL_MARKED_AS_SPAM -> new EmailMarkedAsSpam(occurrence, mailing);
      case EMAIL_BOUNCED -> EmailBounced.of(occurrence, mailing, values);
      case EMAIL_UNSUBSCRIBED -> EmailUnsubscribed.of(occurrence, mailing, values);
    };
  }

  /** What a log may show of an activity: not its properties. */
  static String describe(Activity activity) {
    return activity.getClass().getSimpleName() + "[" + activity.occurrence() + "]";
  }
}
