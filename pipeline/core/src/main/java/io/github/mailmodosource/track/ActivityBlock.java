package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.contact.IdentifiedActivity;
import java.util.List;

/**
 * Some identified activities of one event. They stay objects until a coder asks for bytes, and in a
 * chain of steps none does; few blocks travel where there would be many activities.
 *
 * @param type the event of every one of them
 * @param activities in the order of their rows
 */
public record ActivityBlock(EventType type, List<IdentifiedActivity<Activity>> activities) {
  /** The activities as what they are: records of the class of this block's event. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // The event says which record each of them is.
  <A extends Activity> List<IdentifiedActivity<A>> as(Class<A> kind) {
    return (List) activities;
  }

  /** Runners log elements when they are told to: how many, not who. */
  @Override
  public String toString() {
    return "ActivityBlock[" + activities.size() + " of " + type.eventName() + "]";
  }
}
