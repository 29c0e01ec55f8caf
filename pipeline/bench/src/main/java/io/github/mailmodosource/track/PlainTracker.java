package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.event.EventBlock;
import java.util.List;

/** The seven typed functions, called without a pipeline. Not thread-safe. */
public final class PlainTracker {
  private final TrackEvents functions = new TrackEvents("");

  /** Activities of one event as track events. */
  public EventBlock events(EventType type, List<IdentifiedActivity<Activity>> activities) {
    return functions.fn(type).eventsOf(new ActivityBlock(type, activities));
  }
}
