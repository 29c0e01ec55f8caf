package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.event.EventBlock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The seven typed functions, called without a pipeline. Not thread-safe. */
public final class PlainTracker {
  private final Map<EventType, TrackFn<?>> functions = new EnumMap<>(EventType.class);

  public PlainTracker() {
    List.of(
            new EmailSentFn(""),
            new EmailOpenedFn(""),
            new LinkClickedFn(""),
            new EmailFormSubmittedFn(""),
            new EmailMarkedAsSpamFn(""),
            new EmailBouncedFn(""),
            new EmailUnsubscribedFn(""))
        .forEach(function -> functions.put(function.type(), function));
  }

  /** Activities of one event as track events. */
  public EventBlock events(EventType type, List<IdentifiedActivity<Activity>> activities) {
    return Objects.requireNonNull(functions.get(type))
        .eventsOf(new ActivityBlock(type, activities));
  }
}
