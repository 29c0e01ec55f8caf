package io.github.mailmodosource.judge;

import io.github.mailmodosource.contact.IndexShard;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.track.EventBlock;
import io.github.mailmodosource.track.EventBlockCoder;
import io.github.mailmodosource.track.TrackEvent;
import io.github.mailmodosource.track.TrackEventCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Rows of activity in, the track events that should reach Segment out. */
public final class JudgeActivity extends PTransform<PCollection<RowBlock>, PCollectionTuple> {
  public static final TupleTag<TrackEvent> EVENTS = new TupleTag<>() {};
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>() {};
  private static final TupleTag<EventBlock> BLOCKS = new TupleTag<>() {};

  private final JudgeSettings settings;
  private final PCollectionView<Iterable<IndexShard>> contacts;

  private JudgeActivity(JudgeSettings settings, PCollectionView<Iterable<IndexShard>> contacts) {
    this.settings = settings;
    this.contacts = contacts;
  }

  public static JudgeActivity by(
      JudgeSettings settings, PCollectionView<Iterable<IndexShard>> contacts) {
    return new JudgeActivity(settings, contacts);
  }

  @Override
  public PCollectionTuple expand(PCollection<RowBlock> rows) {
    PCollectionTuple judged =
        rows.apply(
            "JudgeRows",
            ParDo.of(new JudgeRowsFn(settings, contacts))
                .withSideInputs(contacts)
                .withOutputTags(BLOCKS, TupleTagList.of(DEAD_LETTERS)));
    judged.get(DEAD_LETTERS).setCoder(DeadLetterCoder.of());
    PCollection<TrackEvent> events =
        judged
            .get(BLOCKS)
            .setCoder(new EventBlockCoder())
            .apply("EachEvent", ParDo.of(new EachEventFn()))
            .setCoder(TrackEventCoder.of());
    return PCollectionTuple.of(EVENTS, events).and(DEAD_LETTERS, judged.get(DEAD_LETTERS));
  }

  static final class EachEventFn extends DoFn<EventBlock, TrackEvent> {
    @ProcessElement
    public void each(@Element EventBlock block, OutputReceiver<TrackEvent> out) {
      block.forEach(out::output);
    }
  }
}
