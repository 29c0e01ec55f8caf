package io.github.mailmodosource.activity;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.rows.RowUnit;
import java.time.Instant;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** {@link ActivityRows} as a step of its own, so that a test sees what it makes and counts. */
public final class ActivityRowsStep extends PTransform<PCollection<RowUnit>, PCollectionTuple> {
  public static final TupleTag<Activity> ACTIVITIES = new TupleTag<>() {};
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>() {};

  private final ActivityRows rows;

  /** In a run that started on the day after the activity of the tests. */
  public ActivityRowsStep(TimeParser times, boolean keepExtras) {
    PlausibleTimes plausible = PlausibleTimes.asOf(Instant.parse("2026-11-21T00:00:00Z"));
    rows = new ActivityRows(ActivityParser.mapping(), times, plausible, keepExtras);
  }

  @Override
  public PCollectionTuple expand(PCollection<RowUnit> blocks) {
    PCollectionTuple parsed =
        blocks.apply(
            "EachRow",
            ParDo.of(new EachRowFn(rows))
                .withOutputTags(ACTIVITIES, TupleTagList.of(DEAD_LETTERS)));
    parsed.get(ACTIVITIES).setCoder(ActivityCoder.of());
    parsed.get(DEAD_LETTERS).setCoder(DeadLetterCoder.of());
    return parsed;
  }

  private static final class EachRowFn extends DoFn<RowUnit, Activity> {
    private final ActivityRows rows;

    EachRowFn(ActivityRows rows) {
      this.rows = rows;
    }

    @ProcessElement
    public void each(@Element RowUnit unit, MultiOutputReceiver out) {
      unit.forEachBlock(
          block -> rows.forEach(block, out.get(ACTIVITIES)::output, out.get(DEAD_LETTERS)::output));
    }
  }
}
