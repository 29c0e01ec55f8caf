package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.event.TrackEvent;
import java.util.EnumMap;
import java.util.Map;

/**
 * The track events of activities, outside of any pipeline: the same that {@link ToTrackEvents}
 * makes, for whoever looks at some before a run. Not thread-safe.
 */
public final class TrackEvents {
  private final Map<EventType, TrackFn<?>> byType = new EnumMap<>(EventType.class);

  /**
   * Events with the ids of a namespace.
   *
   * @param idNamespace empty for none
   */
  public TrackEvents(String idNamespace) {
    for (EventType type : EventType.values()) {
      byType.put(type, ofType(type, idNamespace));
    }
  }

  /** The event of one activity. */
  public TrackEvent of(IdentifiedActivity<?> identified) {
    return fn(identified.activity().type()).event(identified);
  }

  /** The function that makes events of this kind. */
  TrackFn<?> fn(EventType type) {
    TrackFn<?> fn = byType.get(type);
    if (fn == null) {
      throw new IllegalStateException("no step makes events of " + type);
    }
    return fn;
  }

  private static TrackFn<?> ofType(EventType type, String idNamespace) {
    return switch (type) {
      case EMAIL_SENT -> new EmailSentFn(idNamespace);
      case EMAIL_OPENED -> new EmailOpenedFn(idNamespace);
      case LINK_CLICKED -> new LinkClickedFn(idNamespace);
      case EMAIL_FORM_SUBMITTED -> new EmailFormSubmittedFn(idNamespace);
      case EMAIL_MARKED_AS_SPAM -> new EmailMarkedAsSpamFn(idNamespace);
      case EMAIL_BOUNCED -> new EmailBouncedFn(idNamespace);
      case EMAIL_UNSUBSCRIBED -> new EmailUnsubscribedFn(idNamespace);
    };
  }
}
