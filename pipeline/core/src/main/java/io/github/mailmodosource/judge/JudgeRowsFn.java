package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.ActivityRows;
import io.github.mailmodosource.activity.PeriodFilter;
import io.github.mailmodosource.contact.IndexShard;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.track.ActivityBlock;
import java.time.Instant;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** Judges a block of rows against the contacts, which are read once for each bundle. */
final class JudgeRowsFn extends DoFn<RowBlock, ActivityBlock> {
  private final PCollectionView<Iterable<IndexShard>> contacts;
  private final ActivityRows rows;
  private final PeriodFilter period;
  private final ActivityJudge judge;

  JudgeRowsFn(
      JudgeSettings settings, PCollectionView<Iterable<IndexShard>> contacts, Instant started) {
    this.contacts = contacts;
    rows = settings.rows(started);
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
    rows.forEach(
        context.element(),
        activity -> {
          if (period.keeps(activity)) {
            judge.judge(activity);
          }
        },
        judge::keep);
    judge.blocks(context::output);
  }

  @FinishBundle
  public void finishBundle() {
    judge.finishBundle();
  }
}
