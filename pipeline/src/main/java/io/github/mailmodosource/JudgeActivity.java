package io.github.mailmodosource;

import io.github.mailmodosource.activity.KeepWindow;
import io.github.mailmodosource.activity.ParseActivity;
import io.github.mailmodosource.contact.IndexShard;
import io.github.mailmodosource.contact.KeepIdentified;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.track.ToTrackEvents;
import io.github.mailmodosource.track.TrackEvent;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;

/** Rows of activity in, the track events that should reach Segment out: parse, window, gate. */
final class JudgeActivity extends PTransform<PCollection<RowBlock>, PCollectionTuple> {
  static final TupleTag<TrackEvent> EVENTS = new TupleTag<>() {};
  static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>() {};

  private final JudgeSettings settings;
  private final PCollectionView<Iterable<IndexShard>> contacts;

  private JudgeActivity(JudgeSettings settings, PCollectionView<Iterable<IndexShard>> contacts) {
    this.settings = settings;
    this.contacts = contacts;
  }

  static JudgeActivity by(JudgeSettings settings, PCollectionView<Iterable<IndexShard>> contacts) {
    return new JudgeActivity(settings, contacts);
  }

  @Override
  public PCollectionTuple expand(PCollection<RowBlock> rows) {
    PCollectionTuple parsed =
        rows.apply(
            "ParseActivity",
            ParseActivity.with(settings.fields(), settings.times(), settings.keepExtras()));
    PCollection<TrackEvent> events =
        parsed
            .get(ParseActivity.ACTIVITIES)
            .apply("KeepWindow", KeepWindow.of(settings.window()))
            .apply("KeepIdentified", KeepIdentified.by(contacts, settings.gate()))
            .apply("ToTrackEvents", ToTrackEvents.create());
    return PCollectionTuple.of(EVENTS, events)
        .and(DEAD_LETTERS, parsed.get(ParseActivity.DEAD_LETTERS));
  }
}
