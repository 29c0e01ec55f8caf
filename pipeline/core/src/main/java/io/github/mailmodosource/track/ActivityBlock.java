package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.deadletter.DeadLetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some identified activities of one event; or letters of rows that could not be read, which travel
 * along. All stay objects until a coder asks for bytes, and in a chain of steps none does.
 *
 * <p>That letters travel here is for the sake of the chain: a second output of the step that judges
 * would have Flink write all activity out, and read it back, before the first typed step (a fifth
 * of a run's CPU).
 *
 * @param type the event of every activity; null for a block of letters
 * @param activities in the order of their rows
 * @param letters in the order of their rows
 */
public record ActivityBlock(
    @Nullable EventType type,
    List<IdentifiedActivity<Activity>> activities,
    List<DeadLetter> letters) {
  /** A block of activities of this event. */
  public ActivityBlock(EventType type, List<IdentifiedActivity<Activity>> activities) {
    this(type, activities, List.of());
  }

  /** A block of letters. */
  public static ActivityBlock ofLetters(List<DeadLetter> letters) {
    return new ActivityBlock(null, List.of(), letters);
  }

  /** The activities as what they are: records of the class of this block's event. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // The event says which record each of them is.
  <A extends Activity> List<IdentifiedActivity<A>> as(Class<A> kind) {
    return (List) activities;
  }

  /** Runners log elements when they are told to: how many, not who. */
  @Override
  public String toString() {
    return type == null
        ? "ActivityBlock[" + letters.size() + " letters]"
        : "ActivityBlock[" + activities.size() + " of " + type.eventName() + "]";
  }
}
