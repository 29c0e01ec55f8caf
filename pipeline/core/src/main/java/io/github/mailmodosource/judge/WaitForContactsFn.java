package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.contact.LiveContacts;
import io.github.mailmodosource.metrics.RunAttempts;
import io.github.mailmodosource.metrics.RunCounters;
import io.github.mailmodosource.metrics.WaitingCounts;
import io.github.mailmodosource.track.ActivityBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds activities that nobody is identified for, and judges them again after each reading of the
 * contacts, until they have waited long enough; only then they are counted as not identified, or as
 * identified later.
 *
 * <p>A shard holds no more than so many bytes. Beyond that the activities that have waited longest
 * are counted at once, a quarter of the room at a time, with the warning {@code
 * contacts_wait_full}.
 *
 * <p>The time is the runner's processing time, so that what waits does not wait for other activity
 * to come. A timer looks every now and then whether the contacts were read again; without a new
 * reading, and before the first activity has waited long enough, it reads no more than a tally.
 */
final class WaitForContactsFn extends DoFn<KV<Integer, List<Activity>>, ActivityBlock> {
  private static final String HELD = "held";
  private static final String TALLY = "tally";
  private static final String AGAIN = "again";

  private static final long LEAST_PAUSE_MILLIS = 100;
  private static final long MOST_PAUSE_MILLIS = 10_000;

  @StateId(HELD)
  private final StateSpec<BagState<HeldActivities>> heldSpec =
      StateSpecs.bag(HeldActivitiesCoder.of());

  @StateId(TALLY)
  private final StateSpec<ValueState<HeldTally>> tallySpec = StateSpecs.value(HeldTallyCoder.of());

  @TimerId(AGAIN)
  private final TimerSpec againSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  private final LiveContacts contacts;
  private final ActivityJudge judge;
  private final String run;
  private final long waitMillis;
  private final long pauseMillis;
  private final long mostBytes;
  private final Counter full = RunCounters.warnings("contacts_wait_full");

  /** By shard, with which reading all that it holds was judged. */
  private transient @Nullable Map<Integer, Long> judgedWith;

  /**
   * @param mostBytes how much a shard holds
   */
  WaitForContactsFn(
      JudgeSettings settings,
      LiveContacts contacts,
      ContactsRefresh refresh,
      java.time.Instant started,
      long mostBytes) {
    this.contacts = contacts;
    this.mostBytes = mostBytes;
    judge = new ActivityJudge(settings, started);
    run = refresh.run();
    waitMillis = refresh.waitFor().toMillis();
    long shorter = Math.min(refresh.every().toMillis(), waitMillis);
    pauseMillis = Math.max(LEAST_PAUSE_MILLIS, Math.min(shorter / 10, MOST_PAUSE_MILLIS));
  }

  @Setup
  public void setup() throws InterruptedException {
    contacts.open();
    RunAttempts.of(run).enter(this);
    judgedWith = new HashMap<>();
  }

  @ProcessElement
  public void hold(
      @Element KV<Integer, List<Activity>> shard,
      @StateId(HELD) BagState<HeldActivities> held,
      @StateId(TALLY) ValueState<HeldTally> tallyState,
      @TimerId(AGAIN) Timer timer,
      OutputReceiver<ActivityBlock> out) {
    int key = shard.getKey();
    HeldTally tally = enter(key, tallyState);
    long now = timer.getCurrentRelativeTime().getMillis();
    judge.gate().open(contacts.index());
    // Between the step before and this one, or between two processes, a reading may lie.
    List<Activity> waiting = new ArrayList<>(shard.getValue());
    waiting.removeIf(judge::passes);
    if (!waiting.isEmpty()) {
      HeldActivities block = HeldActivities.of(now, waiting);
      held.add(block);
      tally = tally.plus(block, waiting);
      if (tally.bytes() > mostBytes) {
        HeldShard all = new HeldShard(judge);
        all.judge(listed(held), now - waitMillis);
        full.inc(all.makeRoom(mostBytes / 4 * 3));
        tally = write(all, held, tally.due());
      }
      // A timer that is due and has not fired yet would be put off by those who come meanwhile.
      if (!tally.isEmpty() && !isUnderWay(tally.due(), now)) {
        tally = tally.dueAt(now + pauseMillis);
        timer.offset(Duration.millis(pauseMillis)).setRelative();
      }
      leave(key, tally, tallyState);
    }
    judge.gate().close();
    judge.blocks(out::output);
  }

  @OnTimer(AGAIN)
  public void again(
      @Key Integer key,
      @Timestamp Instant timestamp,
      @StateId(HELD) BagState<HeldActivities> held,
      @StateId(TALLY) ValueState<HeldTally> tallyState,
      @TimerId(AGAIN) Timer timer,
      OutputReceiver<ActivityBlock> out) {
    HeldTally tally = enter(key, tallyState);
    long now = timer.getCurrentRelativeTime().getMillis();
    long reading = contacts.readings();
    Long before = judgedWith().put(key, reading);
    boolean isNew = before == null || before != reading;
    if (!tally.isEmpty() && (isNew || tally.oldest() <= now - waitMillis)) {
      tally = judgeAgain(held, now - waitMillis, tally);
    }
    if (!tally.isEmpty()) {
      tally = tally.dueAt(now + pauseMillis);
      // The watermark waits for what is held, but not for ever for what was held first.
      long oldest = Math.max(timestamp.getMillis(), tally.oldest());
      timer
          .withOutputTimestamp(Instant.ofEpochMilli(oldest))
          .offset(Duration.millis(pauseMillis))
          .setRelative();
    }
    leave(key, tally, tallyState);
    judge.blocks(out::output);
  }

  /**
   * The input has ended, as when a job is drained for good: nothing would be judged again. What is
   * held is judged a last time, and leaves or is counted.
   */
  @OnWindowExpiration
  public void end(
      @Key Integer key,
      @StateId(HELD) BagState<HeldActivities> held,
      @StateId(TALLY) ValueState<HeldTally> tallyState,
      OutputReceiver<ActivityBlock> out) {
    HeldTally tally = enter(key, tallyState);
    if (!tally.isEmpty()) {
      leave(key, judgeAgain(held, Long.MAX_VALUE, tally), tallyState);
    }
    judge.blocks(out::output);
  }

  private HeldTally judgeAgain(BagState<HeldActivities> held, long expired, HeldTally tally) {
    judge.gate().open(contacts.index());
    HeldShard all = new HeldShard(judge);
    all.judge(listed(held), expired);
    HeldTally after = all.isChanged() ? write(all, held, tally.due()) : tally;
    judge.gate().close();
    return after;
  }

  private static HeldTally write(HeldShard shard, BagState<HeldActivities> held, long due) {
    held.clear();
    shard.blocks().forEach(held::add);
    return shard.tally().dueAt(due);
  }

  /** Some runners read as it is asked for, and it is written to afterwards. */
  private static List<HeldActivities> listed(BagState<HeldActivities> held) {
    List<HeldActivities> all = new ArrayList<>();
    held.read().forEach(all::add);
    return all;
  }

  private boolean isUnderWay(long due, long now) {
    return due != HeldTally.NEVER && now < due + pauseMillis;
  }

  private HeldTally enter(int key, ValueState<HeldTally> state) {
    HeldTally found = state.read();
    HeldTally tally = found == null ? HeldTally.NONE : found;
    WaitingCounts.of(run).enter(key, tally.byName());
    judgedWith().putIfAbsent(key, 0L);
    return tally;
  }

  private void leave(int key, HeldTally tally, ValueState<HeldTally> state) {
    if (tally.isEmpty()) {
      state.clear();
    } else {
      state.write(tally);
    }
    WaitingCounts.of(run).set(key, tally.byName());
  }

  private Map<Integer, Long> judgedWith() {
    Map<Integer, Long> known = judgedWith;
    if (known == null) {
      throw new IllegalStateException("the runner has not set this up");
    }
    return known;
  }

  @FinishBundle
  public void finishBundle() {
    judge.finishBundle();
  }

  @Teardown
  public void teardown() {
    Map<Integer, Long> shards = judgedWith;
    judgedWith = null;
    if (shards != null) {
      shards.keySet().forEach(WaitingCounts.of(run)::leave);
    }
    RunAttempts.of(run).leave(this);
    contacts.close();
  }
}
