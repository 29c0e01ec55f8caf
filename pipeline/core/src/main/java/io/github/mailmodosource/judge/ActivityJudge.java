package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.contact.GateKeeper;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.metrics.DayCounters;
import io.github.mailmodosource.track.ActivityBlock;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the gate, and gathers by event what passes it. Not thread-safe. */
final class ActivityJudge implements Serializable {
  private final GateKeeper gate;
  private final DayCounters days;
  private transient @Nullable DayTally tally;
  private transient @Nullable Map<EventType, List<IdentifiedActivity<Activity>>> passed;
  private transient @Nullable List<DeadLetter> letters;

  ActivityJudge(JudgeSettings settings, Instant started) {
    gate = new GateKeeper(settings.gate());
    days = new DayCounters(started);
  }

  GateKeeper gate() {
    return gate;
  }

  /** Keeps the activity until {@link #blocks} if it passes, and counts it if it does not. */
  void judge(Activity activity) {
    if (!passes(activity)) {
      gate.refuse(activity);
    }
  }

  /** Keeps the activity until {@link #blocks} if it passes. */
  boolean passes(Activity activity) {
    IdentifiedActivity<Activity> identified = gate.find(activity);
    if (identified == null) {
      return false;
    }
    tally().add(activity);
    passed().computeIfAbsent(activity.type(), type -> new ArrayList<>()).add(identified);
    return true;
  }

  /** Keeps the letter of a row that cannot be judged until {@link #blocks}. */
  void keep(DeadLetter letter) {
    List<DeadLetter> kept = letters;
    if (kept == null) {
      kept = new ArrayList<>();
      letters = kept;
    }
    kept.add(letter);
  }

  /**
   * Hands on what has passed since the last call, a block for each event that occurred, and the
   * letters.
   */
  void blocks(Consumer<ActivityBlock> out) {
    passed().forEach((type, activities) -> out.accept(new ActivityBlock(type, activities)));
    passed().clear();
    if (letters != null) {
      out.accept(ActivityBlock.ofLetters(letters));
      letters = null;
    }
  }

  /** To be called at the end of each bundle: what passed is counted by day then. */
  void finishBundle() {
    tally().countInto(days);
  }

  private DayTally tally() {
    DayTally made = tally;
    if (made == null) {
      made = new DayTally();
      tally = made;
    }
    return made;
  }

  private Map<EventType, List<IdentifiedActivity<Activity>>> passed() {
    Map<EventType, List<IdentifiedActivity<Activity>>> made = passed;
    if (made == null) {
      made = new EnumMap<>(EventType.class);
      passed = made;
    }
    return made;
  }
}
