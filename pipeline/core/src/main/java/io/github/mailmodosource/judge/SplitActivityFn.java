package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityRows;
import io.github.mailmodosource.activity.PeriodFilter;
import io.github.mailmodosource.contact.SplitContacts;
import io.github.mailmodosource.rows.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Sends the activity inside the period to the shard of its e-mail, many at a time: an activity
 * alone would cost more on the way than it weighs.
 */
final class SplitActivityFn extends DoFn<RowBlock, KV<Integer, List<Activity>>> {
  /** Of all shards together; every worker holds so many. */
  private static final int MOST_HELD = 20_000;

  /** An activity holds the block of its row, however few of the block's rows are in the period. */
  private static final long MOST_HELD_BYTES = 32L << 20;

  private final int shards;
  private final ActivityRows rows;
  private final PeriodFilter period;
  private transient @Nullable Map<Integer, List<Activity>> held;
  private transient int heldActivities;
  private transient long heldBytes;

  SplitActivityFn(JudgeSettings settings, int shards) {
    this.shards = shards;
    rows = new ActivityRows(settings.fields(), settings.times(), settings.keepExtras());
    period = new PeriodFilter(settings.period());
  }

  @StartBundle
  public void startBundle() {
    held = new TreeMap<>();
    heldActivities = 0;
    heldBytes = 0;
  }

  @ProcessElement
  public void split(@Element RowBlock block, MultiOutputReceiver out) {
    Map<Integer, List<Activity>> parts = held();
    int before = heldActivities;
    rows.forEach(
        block,
        activity -> {
          if (period.keeps(activity)) {
            int shard = SplitContacts.shard(activity.occurrence().email(), shards);
            parts.computeIfAbsent(shard, s -> new ArrayList<>()).add(activity);
            heldActivities++;
          }
        },
        out.get(JudgeActivity.LETTERS)::output);
    heldBytes += heldActivities > before ? block.bytes().length : 0;
    if (heldActivities >= MOST_HELD || heldBytes >= MOST_HELD_BYTES) {
      parts.forEach(
          (shard, activities) -> out.get(JudgeActivity.BY_SHARD).output(KV.of(shard, activities)));
      startBundle();
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    held()
        .forEach(
            (shard, activities) ->
                context.output(
                    KV.of(shard, activities),
                    GlobalWindow.INSTANCE.maxTimestamp(),
                    GlobalWindow.INSTANCE));
    startBundle();
  }

  private Map<Integer, List<Activity>> held() {
    return Objects.requireNonNull(held, "a bundle begins with startBundle");
  }
}
