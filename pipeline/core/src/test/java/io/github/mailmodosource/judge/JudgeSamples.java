package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.CoderSamples;
import java.util.List;
import java.util.Map;

/** What waits for contacts, for the tests of all coders. */
public final class JudgeSamples {
  private static final long SINCE = 1_795_000_000_000L;

  private JudgeSamples() {}

  public static List<CoderSamples<?>> coders() {
    return List.of(
        CoderSamples.of(HeldActivitiesCoder.of())
            .and("none", HeldActivities.of(SINCE, List.of()))
            .and(
                "a click",
                HeldActivities.of(SINCE, List.of(ActivitySamples.bare(EventType.LINK_CLICKED)))),
        CoderSamples.of(HeldTallyCoder.of())
            .and("nothing", HeldTally.NONE)
            .and(
                "three of two events",
                new HeldTally(
                    1_000,
                    SINCE,
                    SINCE + 1,
                    Map.of(EventType.EMAIL_SENT, 1L, EventType.LINK_CLICKED, 2L))));
  }
}
