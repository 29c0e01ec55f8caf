package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.contact.GateKeeper;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.metrics.DayCounters;
import io.github.mailmodosource.track.TypedTrackFns;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks the gate, and makes the track event of an activity that passes it. Not thread-safe. */
final class ActivityJudge implements Serializable {
  private final GateKeeper gate;
  private final DayCounters days;
  private final TypedTrackFns trackFns = new TypedTrackFns();
  private transient @Nullable DayTally tally;

  ActivityJudge(JudgeSettings settings, Instant started) {
    gate = new GateKeeper(settings.gate());
    days = new DayCounters(started);
  }

  GateKeeper gate() {
    return gate;
  }

  /** The event; null if the activity does not pass. */
  @Nullable TrackEvent eventOf(Activity activity) {
    IdentifiedActivity<Activity> identified = gate.identify(activity);
    if (identified == null) {
      return null;
    }
    DayTally events = tally;
    if (events == null) {
      events = new DayTally();
      tally = events;
    }
    events.add(activity);
    return trackFns.eventOf(identified);
  }

  /** To be called at the end of each bundle: what was made is counted then. */
  void finishBundle() {
    if (tally != null) {
      tally.countInto(days);
    }
  }
}
