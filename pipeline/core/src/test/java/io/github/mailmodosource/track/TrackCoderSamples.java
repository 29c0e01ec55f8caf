package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.Identity;
import io.github.mailmodosource.event.EventBlock;
import io.github.mailmodosource.track.Carried.CarriedCoder;
import java.util.List;

/** Blocks of identified activity for the tests of all coders. */
public final class TrackCoderSamples {
  private static final ActivityBlock OPENED =
      new ActivityBlock(
          EventType.EMAIL_OPENED,
          List.of(
              new IdentifiedActivity<>(
                  ActivitySamples.bare(EventType.EMAIL_OPENED), new Identity("U-1", false)),
              new IdentifiedActivity<>(
                  ActivitySamples.full(EventType.EMAIL_OPENED), new Identity("anon-1", true))));

  private TrackCoderSamples() {}

  public static List<CoderSamples<?>> coders() {
    return List.of(
        CoderSamples.of(ActivityBlockCoder.of())
            .and("of a user, of an anonymous", OPENED)
            .and("none", new ActivityBlock(EventType.LINK_CLICKED, List.of()))
            .and("no letters", ActivityBlock.ofLetters(List.of())),
        CoderSamples.of(CarriedCoder.of())
            .and("activities", Carried.of(new ActivityBlock(EventType.LINK_CLICKED, List.of())))
            .and("events", Carried.of(new EventBlock.Builder(0).build())));
  }
}
