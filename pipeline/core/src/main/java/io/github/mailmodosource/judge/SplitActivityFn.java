package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityRows;
import io.github.mailmodosource.activity.PeriodFilter;
import io.github.mailmodosource.contact.SplitContacts;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.shard.HoldByShardFn;
import io.github.mailmodosource.shard.ShardBlocks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends the activity inside the period to the shard of its e-mail, many at a time. All of it leaves
 * at once when a worker would hold too much: what is in memory is the blocks of rows, which the
 * activities of all shards share.
 */
final class SplitActivityFn extends HoldByShardFn<RowUnit, List<Activity>, List<Activity>> {
  /** Of all shards together; every worker holds so many. */
  private static final int MOST_HELD = 20_000;

  /** An activity holds the block of its row, however few of the block's rows are in the period. */
  private static final long MOST_HELD_BYTES = 32L << 20;

  private final int shards;
  private final ActivityRows rows;
  private final PeriodFilter period;
  private transient int heldActivities;
  private transient long heldBytes;

  SplitActivityFn(JudgeSettings settings, int shards, Instant started) {
    this.shards = shards;
    rows = settings.rows(started);
    period = new PeriodFilter(settings.period());
  }

  @StartBundle
  public void startBundle() {
    heldActivities = 0;
    heldBytes = 0;
  }

  @ProcessElement
  public void split(@Element RowUnit unit, MultiOutputReceiver out) {
    unit.forEachBlock(block -> split(block, out));
  }

  private void split(RowBlock block, MultiOutputReceiver out) {
    int before = heldActivities;
    rows.forEach(
        block,
        activity -> {
          if (period.keeps(activity)) {
            int shard = SplitContacts.shard(activity.occurrence().email(), shards);
            held().of(shard).add(activity);
            heldActivities++;
          }
        },
        out.get(JudgeActivity.LETTERS)::output);
    heldBytes += heldActivities > before ? block.bytes().length : 0;
    if (heldActivities >= MOST_HELD || heldBytes >= MOST_HELD_BYTES) {
      passAll(out.get(JudgeActivity.BY_SHARD));
      startBundle();
    }
  }

  @Override
  protected ShardBlocks<List<Activity>> noBlocks() {
    return ShardBlocks.ofElements(shards, MOST_HELD, ArrayList::new, List::size);
  }

  @Override
  protected List<Activity> finished(List<Activity> block) {
    return block;
  }
}
