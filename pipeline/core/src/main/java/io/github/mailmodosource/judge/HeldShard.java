package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a shard holds while it is judged once more: what passes now goes on, what has waited long
 * enough is counted, and the rest is held, but never more than so many bytes.
 */
final class HeldShard {
  private final ActivityJudge judge;
  private final List<Held> held = new ArrayList<>();
  private boolean isChanged;

  HeldShard(ActivityJudge judge) {
    this.judge = judge;
  }

  private record Held(HeldActivities block, List<Activity> activities) {
    @Override
    public String toString() {
      return "Held[" + block + "]";
    }
  }

  /**
   * Judges what was held.
   *
   * @param expired what began to wait then or before has waited long enough
   */
  void judge(Iterable<HeldActivities> blocks, long expired) {
    for (HeldActivities block : blocks) {
      List<Activity> activities = block.read();
      List<Activity> waiting = new ArrayList<>(activities);
      waiting.removeIf(judge::passes);
      if (block.since() <= expired) {
        waiting.forEach(judge.gate()::refuse);
        isChanged = true;
      } else if (waiting.size() == activities.size()) {
        held.add(new Held(block, activities));
      } else {
        isChanged = true;
        if (!waiting.isEmpty()) {
          held.add(new Held(HeldActivities.of(block.since(), waiting), waiting));
        }
      }
    }
  }

  /**
   * Counts what has waited longest until there is room.
   *
   * @return how many activities
   */
  int makeRoom(long bytes) {
    held.sort(Comparator.comparingLong(one -> one.block().since()));
    long size = held.stream().mapToLong(one -> one.block().size()).sum();
    int counted = 0;
    int first = 0;
    while (size > bytes) {
      Held oldest = held.get(first++);
      size -= oldest.block().size();
      oldest.activities().forEach(judge.gate()::refuse);
      counted += oldest.activities().size();
    }
    held.subList(0, first).clear();
    isChanged |= counted > 0;
    return counted;
  }

  /** Whether something is not held any more. */
  boolean isChanged() {
    return isChanged;
  }

  List<HeldActivities> blocks() {
    return held.stream().map(Held::block).toList();
  }

  HeldTally tally() {
    HeldTally tally = HeldTally.NONE;
    for (Held one : held) {
      tally = tally.plus(one.block(), one.activities());
    }
    return tally;
  }
}
