package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityRows;
import io.github.mailmodosource.activity.PeriodFilter;
import io.github.mailmodosource.contact.SplitContacts;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.track.ActivityBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Judges rows against the contacts, block by block. */
final class JudgeRowsFn extends DoFn<RowUnit, ActivityBlock> {
  static final TupleTag<ActivityBlock> JUDGED = new TupleTag<>() {};

  /** Activities that nobody is identified for yet, by shard. */
  static final TupleTag<KV<Integer, List<Activity>>> WAITING = new TupleTag<>() {};

  private final ContactsOfStep contacts;
  private final ActivityRows rows;
  private final PeriodFilter period;
  private final ActivityJudge judge;
  private final int waitingShards;

  /**
   * @param waitingShards into how many shards go the activities that nobody is identified for; 0 to
   *     count them at once
   */
  JudgeRowsFn(
      JudgeSettings settings,
      ActivityRows rows,
      ContactsOfStep contacts,
      Instant started,
      int waitingShards) {
    this.contacts = contacts;
    this.rows = rows;
    this.waitingShards = waitingShards;
    period = new PeriodFilter(settings.period());
    judge = new ActivityJudge(settings, started);
  }

  @Setup
  public void setup() throws InterruptedException {
    contacts.open();
  }

  @StartBundle
  public void startBundle() {
    judge.gate().close();
  }

  @ProcessElement
  public void judge(ProcessContext context) {
    context.element().forEachBlock(block -> judge(block, context));
  }

  private void judge(RowBlock block, ProcessContext context) {
    contacts.openGate(judge.gate(), context);
    if (waitingShards == 0) {
      forEachOfPeriod(block, judge::judge);
      contacts.judged(judge.gate());
    } else {
      Map<Integer, List<Activity>> waiting = new TreeMap<>();
      forEachOfPeriod(
          block,
          activity -> {
            if (!judge.passes(activity)) {
              int shard = SplitContacts.shard(activity.occurrence().email(), waitingShards);
              waiting.computeIfAbsent(shard, s -> new ArrayList<>()).add(activity);
            }
          });
      contacts.judged(judge.gate());
      waiting.forEach((shard, held) -> context.output(WAITING, KV.of(shard, held)));
    }
    judge.blocks(context::output);
  }

  private void forEachOfPeriod(RowBlock block, Consumer<Activity> judging) {
    rows.forEach(
        block,
        activity -> {
          if (period.keeps(activity)) {
            judging.accept(activity);
          }
        },
        judge::keep);
  }

  @FinishBundle
  public void finishBundle() {
    judge.finishBundle();
  }

  @Teardown
  public void teardown() {
    contacts.close();
  }
}
