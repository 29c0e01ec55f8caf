package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.ActivityRows;
import io.github.mailmodosource.activity.PeriodFilter;
import io.github.mailmodosource.contact.IndexShard;
import io.github.mailmodosource.event.EventBlock;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.rows.RowBlock;
import java.time.Instant;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/** Judges a block of rows against the contacts, which are read once for each bundle. */
final class JudgeRowsFn extends DoFn<RowBlock, EventBlock> {
  /**
   * A block of rows is 256 KB; of each row its event is made, which is larger, and the row goes
   * with it.
   */
  private static final int EXPECTED_BYTES = 384 << 10;

  private final PCollectionView<Iterable<IndexShard>> contacts;
  private final ActivityRows rows;
  private final PeriodFilter period;
  private final ActivityJudge judge;
  private transient EventBlock.@Nullable Builder builder;

  JudgeRowsFn(
      JudgeSettings settings, PCollectionView<Iterable<IndexShard>> contacts, Instant started) {
    this.contacts = contacts;
    rows = new ActivityRows(settings.fields(), settings.times(), settings.keepExtras());
    period = new PeriodFilter(settings.period());
    judge = new ActivityJudge(settings, started);
  }

  @StartBundle
  public void startBundle() {
    // Some runners decode a side input at every access.
    judge.gate().close();
  }

  @ProcessElement
  public void judge(ProcessContext context) {
    if (!judge.gate().isOpen()) {
      judge.gate().open(context.sideInput(contacts));
    }
    RowBlock block = context.element();
    EventBlock.Builder events = events();
    rows.forEach(
        block,
        activity -> {
          TrackEvent event = period.keeps(activity) ? judge.eventOf(activity) : null;
          if (event != null) {
            events.add(event);
          }
        },
        letter -> context.output(JudgeActivity.DEAD_LETTERS, letter));
    if (!events.isEmpty()) {
      context.output(events.build());
    }
  }

  private EventBlock.Builder events() {
    if (builder == null) {
      builder = new EventBlock.Builder(EXPECTED_BYTES);
    }
    return builder;
  }

  @FinishBundle
  public void finishBundle() {
    judge.finishBundle();
  }
}
