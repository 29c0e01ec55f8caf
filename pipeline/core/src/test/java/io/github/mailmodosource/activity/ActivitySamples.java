package io.github.mailmodosource.activity;

import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.rows.RowSamples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Activities for tests: of each event one with every property, and one with none. */
public final class ActivitySamples {
  public static final String EMAIL = "reader@example.com";
  public static final Instant TIME = Instant.parse("2026-11-20T03:04:05.678901234Z");
  public static final Mailing NO_MAILING =
      new Mailing(null, null, null, null, null, null, null, null, null);

  private ActivitySamples() {}

  /** The activity with all properties of its event; the campaign is a triggered one. */
  public static Activity full(EventType type) {
    return full(type, occurrence("A-1", EMAIL, TIME), mailing("TRIGGERED"));
  }

  public static Activity full(EventType type, Occurrence occurrence, Mailing mailing) {
    return switch (type) {
      case EMAIL_SENT -> new EmailSent(occurrence, mailing);
      case EMAIL_OPENED -> new EmailOpened(occurrence, mailing, true);
      case LINK_CLICKED -> new LinkClicked(occurrence, mailing, "L-1", "https://example.com/?a=b");
      case EMAIL_FORM_SUBMITTED ->
          new EmailFormSubmitted(occurrence, mailing, "F-1", "Feedback", "AMP");
      case EMAIL_MARKED_AS_SPAM -> new EmailMarkedAsSpam(occurrence, mailing);
      case EMAIL_BOUNCED -> new EmailBounced(occurrence, mailing, "mailbox full", false);
      case EMAIL_UNSUBSCRIBED -> new EmailUnsubscribed(occurrence, mailing, "too many e-mails");
    };
  }

  /** The activity with nothing but its event, e-mail and time. */
  public static Activity bare(EventType type) {
    return bare(type, occurrence(null, EMAIL, TIME));
  }

  public static Activity bare(EventType type, Occurrence occurrence) {
    return switch (type) {
      case EMAIL_SENT -> new EmailSent(occurrence, NO_MAILING);
      case EMAIL_OPENED -> new EmailOpened(occurrence, NO_MAILING, null);
      case LINK_CLICKED -> new LinkClicked(occurrence, NO_MAILING, null, null);
      case EMAIL_FORM_SUBMITTED -> new EmailFormSubmitted(occurrence, NO_MAILING, null, null, null);
      case EMAIL_MARKED_AS_SPAM -> new EmailMarkedAsSpam(occurrence, NO_MAILING);
      case EMAIL_BOUNCED -> new EmailBounced(occurrence, NO_MAILING, null, null);
      case EMAIL_UNSUBSCRIBED -> new EmailUnsubscribed(occurrence, NO_MAILING, null);
    };
  }

  public static Occurrence occurrence(@Nullable String id, String email, Instant time) {
    return new Occurrence(id, email, time, Map.of(), RowSamples.json("{}"));
  }

  public static Occurrence withExtras(Map<String, String> extras) {
    return new Occurrence(null, EMAIL, TIME, extras, RowSamples.json("{}"));
  }

  public static Mailing mailing(@Nullable String campaignType) {
    return new Mailing(
        "E-1",
        "Hello",
        "Promotional",
        "T-1",
        "Welcome",
        "C-1",
        "Winter",
        campaignType,
        "Customer Journey");
  }

  /** Of each event an activity with all its properties; one with none, one with extras. */
  public static List<CoderSamples<?>> coders() {
    CoderSamples<Activity> activities =
        CoderSamples.of(ActivityCoder.of())
            .and("nothing but the event", bare(EventType.LINK_CLICKED))
            .and(
                "extras",
                bare(EventType.EMAIL_OPENED, withExtras(Map.of("userAgent", "\"Mail\""))));
    for (EventType type : EventType.values()) {
      activities = activities.and(type.eventName(), full(type));
    }
    return List.of(activities);
  }

  /** Everything in the activity as text, its row by what stands there: rows are never equal. */
  public static String describe(Activity activity) {
    Occurrence occurrence = activity.occurrence();
    StringBuilder text =
        new StringBuilder(activity.type().eventName())
            .append(" id=")
            .append(occurrence.id())
            .append(" email=")
            .append(occurrence.email())
            .append(" time=")
            .append(occurrence.time())
            .append(" extras=")
            .append(occurrence.extras())
            .append(" row=")
            .append(occurrence.row().where())
            .append(": ")
            .append(occurrence.row().text());
    for (Property property : Property.values()) {
      text.append(' ').append(property.propertyName()).append('=').append(activity.value(property));
    }
    return text.toString();
  }
}
